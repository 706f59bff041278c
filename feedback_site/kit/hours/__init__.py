"""Hours of a day: as people write them, on the clock on the wall, and as moments."""
