"""What a file may be."""
