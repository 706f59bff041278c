"""Taking over the cases of other systems: look at an export, take it row by row, stop, go on."""
