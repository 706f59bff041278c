"""When people work and when they are away."""
