"""The few styles that a mail may wear: how its words look, never where they lie or what they fetch."""

from __future__ import annotations

import re

PROPERTIES = frozenset(
    {
        "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left",
        "border-radius", "border-right", "border-spacing", "border-style", "border-top", "border-width",
        "color", "direction", "font-family", "font-size", "font-style", "font-weight", "letter-spacing",
        "line-height", "list-style-type", "padding", "padding-bottom", "padding-left", "padding-right",
        "padding-top", "text-align", "text-decoration", "vertical-align", "white-space", "width", "max-width",
        "word-break",
    }
)  # fmt: skip
VALUE = re.compile(r"(?![\s\S]*-\.?\d)[\w\s.,%#'\"-]{1,200}|(?:rgb|hsl)a?\([\d\s.,%/]{1,40}\)")
ONLY = {
    "vertical-align": frozenset({"baseline", "bottom", "middle", "sub", "super", "text-bottom", "text-top", "top"}),
    "white-space": frozenset({"normal", "pre-line", "pre-wrap"}),
}
"""What could push words out of sight, such as the place behind a link, keeps to words that cannot."""
LONGEST = 2_000


def styles(written: str) -> str:
    """Return the declarations that may stay."""
    kept = []
    for declaration in written[:LONGEST].split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if name in PROPERTIES and VALUE.fullmatch(value) and value.lower() in ONLY.get(name, (value.lower(),)):
            kept.append(f"{name}: {value}")
    return "; ".join(kept)
