"""What screens about people ask."""
