"""Pages about cases that belong together."""
