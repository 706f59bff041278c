"""Imports of cases from other systems."""
