"""What keeps the results counted."""
