"""What a change of many tickets would do, and what it did."""
