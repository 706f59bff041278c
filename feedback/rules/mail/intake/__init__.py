"""What concerns the ways by which mails come in."""
