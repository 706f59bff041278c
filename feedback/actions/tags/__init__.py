"""Tags on tickets."""
