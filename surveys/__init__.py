"""Surveys: definitions, versions, answers and the rules that hold them together."""
