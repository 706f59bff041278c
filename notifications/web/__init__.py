"""Screens about the log and the mail."""
