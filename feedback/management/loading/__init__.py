"""Fills an inbox with as many tickets as wanted, row for row what the actions write."""
