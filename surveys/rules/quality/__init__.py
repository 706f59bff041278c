"""How far an answer can be relied on; nothing is dropped for it."""
