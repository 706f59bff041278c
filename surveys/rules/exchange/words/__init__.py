"""All texts of a survey as a file for translators, and back."""
