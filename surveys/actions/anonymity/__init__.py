"""What becomes of anonymous answers that nobody waits for any more."""
