"""Imports from other systems by program."""
