"""Texts in the cells of a report: nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """Return the text as no spreadsheet runs it: what looks like a formula begins with an apostrophe."""
    return f"'{text}" if text.lstrip(" ").startswith(RUNS) else text
