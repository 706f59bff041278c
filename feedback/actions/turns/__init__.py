"""Tickets given in turn, and those of people who are away."""
