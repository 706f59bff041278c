"""How many answers are wanted, of whom, and when."""
