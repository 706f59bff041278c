"""Tickets that are put aside for a time."""
