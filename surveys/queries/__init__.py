"""What screens and other apps need to know."""
