"""All cases of one person, for that person."""
