"""The few styles that a mail may wear: how its words look, never where they lie or what they fetch."""

from __future__ import annotations

import re

PROPERTIES = frozenset(
    {
        "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left",
        "border-radius", "border-right", "border-spacing", "border-style", "border-top", "border-width",
        "color", "direction", "font-family", "font-size", "font-style", "font-weight", "letter-spacing",
        "line-height", "list-style-type", "padding", "padding-bottom", "padding-left", "padding-right",
        "padding-top", "text-align", "text-decoration", "text-indent", "vertical-align", "white-space", "width",
        "max-width", "word-break",
    }
)  # fmt: skip
VALUE = re.compile(r"[\w\s.,%#'\"-]{1,200}|(?:rgb|hsl)a?\([\d\s.,%/]{1,40}\)")
LONGEST = 2_000


def styles(written: str) -> str:
    """Return the declarations that may stay."""
    kept = []
    for declaration in written[:LONGEST].split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if name in PROPERTIES and VALUE.fullmatch(value):
            kept.append(f"{name}: {value}")
    return "; ".join(kept)
