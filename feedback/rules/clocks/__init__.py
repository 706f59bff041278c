"""Clocks of a ticket: what its waits, holds and resolutions took, and what was promised."""

RULES = 1
"""The version of the definitions; every stored clock names the one that computed it."""
