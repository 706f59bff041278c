"""What managers see: figures, dashboards and digests."""
