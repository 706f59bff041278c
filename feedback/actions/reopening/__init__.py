"""Finished cases that are taken up again."""
