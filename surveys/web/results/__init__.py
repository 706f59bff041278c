"""Results and responses as pages and files."""
