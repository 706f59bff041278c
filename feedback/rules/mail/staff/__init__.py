"""Answers of staff by mail: whether they wrote them, and whether their words may go out."""
