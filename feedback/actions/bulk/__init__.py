"""One change of many tickets: begun, done in batches, taken back."""
