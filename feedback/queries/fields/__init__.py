"""A house's own fields on a ticket."""
