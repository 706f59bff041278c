"""Pages of calendars and policies, and what staff do to the clocks of a ticket."""
