"""What the desk shows besides the case: drafts, who is there, what is newer."""
