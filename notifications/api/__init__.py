"""What programs may ask about mails."""
