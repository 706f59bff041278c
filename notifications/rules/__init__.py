"""Arithmetic without Django."""
