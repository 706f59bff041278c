"""Colleagues called to tickets."""
