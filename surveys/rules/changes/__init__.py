"""What answers set in motion: defaults, triggers, set values, clearing; and what loading them does."""
