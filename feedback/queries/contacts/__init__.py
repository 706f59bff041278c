"""The people who spoke up, for staff."""
