"""A small app of its own for the kill tests: one reader that counts and writes mails, slowly."""
