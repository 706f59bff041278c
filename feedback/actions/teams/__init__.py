"""Tickets of teams."""
