"""Calendars, policies, and what they make of a ticket's life."""
