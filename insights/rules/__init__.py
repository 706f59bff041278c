"""The arithmetic of figures: plain Python."""
