"""Looking at definitions as a whole: what changed between two, what is odd in one."""
