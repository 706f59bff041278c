"""Templates and validated instruments: what they ask, whether they still ask it, what the answers come to."""
