"""What anyone can see: how the promises are kept."""
