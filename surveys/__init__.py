"""Asking: surveys, their versions and what was answered."""
