"""Arithmetic and tables without Django."""
