"""Visitors who mean no good."""
