"""What is asked of mails that came in."""
