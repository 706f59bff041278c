"""What the API shows and what it takes."""
