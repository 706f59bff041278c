"""What changes roll-ups and digests."""
