"""Rules of the house, what they waited for, and what they did."""
