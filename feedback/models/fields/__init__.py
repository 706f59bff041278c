"""A house's own fields and what they hold."""
