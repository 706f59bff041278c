"""The manners of the API."""
