"""What stands between a name and what is said of it."""

from __future__ import annotations

from django.utils.translation import pgettext

CLOSING = tuple("?!.:;,…？！。：；，、")


def colon(before: object) -> str:
    """The reader's colon; no second mark after a name that ends in one itself."""
    words, usual = str(before).rstrip(), pgettext("punctuation", ": ")
    if not words.endswith(CLOSING):
        return usual
    is_wide = not words[-1].isascii() and words[-1] != "…"
    return "" if is_wide and usual == usual.rstrip() else " "
