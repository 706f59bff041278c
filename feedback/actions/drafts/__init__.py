"""What is begun and not sent."""
