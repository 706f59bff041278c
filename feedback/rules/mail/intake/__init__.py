"""What concerns the ways by which mails come in, and the reasons for what becomes of them."""
