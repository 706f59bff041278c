"""How programs use this app."""
