"""How words become terms, and where they stand in a text."""
