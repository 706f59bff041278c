"""What screens and readers ask."""
