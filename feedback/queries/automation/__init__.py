"""Which rules there are, whom they fit, and what they would have done."""
