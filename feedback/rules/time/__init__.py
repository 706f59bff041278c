"""Business time: hours, calendars with versions, and what of a span of time they count."""
