"""What binds tickets to each other."""
