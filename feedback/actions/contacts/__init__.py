"""What staff do with what is known of people."""
