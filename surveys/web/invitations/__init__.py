"""Invitations: the page of those who send them, and the door of those who get them."""
