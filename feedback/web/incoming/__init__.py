"""Pages of mails that came in."""
