"""Responses that a program sends piece by piece."""
