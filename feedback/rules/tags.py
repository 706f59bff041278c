"""How a tag is written, and how many there may be."""

from __future__ import annotations

import unicodedata

NAME_LENGTH = 40
MOST_ON_TICKET = 20
MOST_IN_HOUSE = 500


def tag_name(text: str) -> str:
    """Return the word as it is kept: one line, single spaces, no commas, never too long; "" for nothing."""
    plain = unicodedata.normalize("NFC", text).replace(",", " ").replace("，", " ").replace("#", " ")
    visible = "".join(" " if c.isspace() else c for c in plain if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(visible.split())[:NAME_LENGTH].strip()
