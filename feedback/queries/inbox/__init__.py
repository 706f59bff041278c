"""The inbox: which tickets stand in which list, in which order, and how many."""
