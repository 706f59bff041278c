"""Ready answers and what is done with them."""
