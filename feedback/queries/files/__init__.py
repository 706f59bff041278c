"""Finding files for those who may have them."""
