"""Texts in the encodings of the world."""
