"""The clocks of tickets: their history, as stored and as replayed, and what explains them."""
