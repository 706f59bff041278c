"""Pages for those who make surveys and read what was answered."""
