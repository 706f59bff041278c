"""What changes surveys and responses, one verb a file."""
