"""Changing many tickets: choose, look, do, take back."""
