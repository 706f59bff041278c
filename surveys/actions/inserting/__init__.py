"""Ways of storing a new response."""
