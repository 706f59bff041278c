"""What many answers say together, and how sure that is."""
