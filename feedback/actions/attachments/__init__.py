"""Files that come with messages: checked, kept, scanned, swept."""
