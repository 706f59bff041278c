"""Cases beside each other, and one taken out of another."""
