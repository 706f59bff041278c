"""What is kept so that tickets are found."""
