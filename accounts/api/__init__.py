"""How programs sign in, and what they do about people."""
