"""Texts in cells: nothing that a spreadsheet takes for a formula, and a way back."""

from __future__ import annotations

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"


def guarded(text: str) -> str:
    """The text as no spreadsheet runs it: with an apostrophe before signs (Excel runs wide ones, too)."""
    return MARK + text if text.lstrip(MARK).startswith(RUNS) else text


def unguarded(text: str) -> str:
    """What `guarded` was given; a text that lost its apostrophe on the way stays as it is."""
    return text.removeprefix(MARK) if text.lstrip(MARK).startswith(RUNS) else text
