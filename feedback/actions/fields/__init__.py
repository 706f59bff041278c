"""A house's own fields."""
