"""The console pages of people who spoke up."""
