"""The pages of automatic rules."""
