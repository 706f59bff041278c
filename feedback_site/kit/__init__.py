"""Helpers without a domain noun."""
