"""A survey as it is stored: definition and settings, their languages and addresses."""
