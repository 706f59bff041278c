"""How a file is called when it is shown, kept and fetched."""

from __future__ import annotations

import unicodedata

NAME_LENGTH = 120
NAMELESS = "file"
STEM_KEPT = 100


def shown_name(name: str) -> str:
    """Return the last part of the name on one line, without what is invisible or turns the direction of writing."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFC", last)
    visible = "".join(" " if c.isspace() else c for c in plain if c.isspace() or unicodedata.category(c)[0] != "C")
    found = " ".join(visible.replace('"', "'").split()).strip(". ")
    stem, dot, ending = found.rpartition(".")
    if len(found) > STEM_KEPT:
        found = f"{stem[:STEM_KEPT]}{dot}{ending[:10]}" if stem else found[:STEM_KEPT]
    return found or NAMELESS
