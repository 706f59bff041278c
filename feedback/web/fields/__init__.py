"""Pages of a house's own fields."""
