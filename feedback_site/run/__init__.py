"""`make run`: set-up, then every process of the site under one roof."""
