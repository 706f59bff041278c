"""Imports from other systems: upload, look, take, the report."""
