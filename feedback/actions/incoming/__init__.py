"""What is done with mails that came in."""
