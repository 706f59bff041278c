"""What managers, mails and the public page ask."""
