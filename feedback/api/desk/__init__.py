"""What stands beside a case while somebody works on it."""
