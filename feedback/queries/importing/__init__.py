"""What is told of an import."""
