"""Tables and arithmetic without Django."""
