"""Files in forms, and on their way out."""
