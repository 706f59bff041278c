"""The HTML of a mail, made safe to look at."""
