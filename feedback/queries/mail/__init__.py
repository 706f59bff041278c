"""What mail needs to know of cases."""
