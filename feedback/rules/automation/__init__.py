"""What a rule of the house may say: when, for whom, and what then."""
