"""Names and values that nothing else has yet; once given they stay, whatever the labels become."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from surveys.rules.editing.places import Json, places

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

NUMBERED = re.compile(r"^(.*?)(\d+)$", re.DOTALL)
MAX_STEM = 150
LENGTH = 40


def taken_names(definition: Json) -> set[str]:
    """What questions, panels and pages are called, and calculated values with them."""
    calculated = definition.get("calculatedValues") or []
    names = {str(entry.get("name")) for entry in calculated if isinstance(entry, dict)}
    return names | {place.name for place in places(definition)}


def free_name(taken: Container[str], stem: str) -> str:
    """The stem with the first number that is free."""
    return next(name for name in _numbered(stem) if name not in taken)


def copy_name(taken: Container[str], name: str) -> str:
    """A name for a copy: the next number."""
    known = NUMBERED.match(name)
    return free_name(taken, (known[1] if known else name)[:MAX_STEM])


def free_value(taken: Container[str], text: str, stem: str) -> str:
    """A value for an option, made of its text where that has Latin letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9]+", "_", plain)[:LENGTH].strip("_") if text.isascii() or len(plain) > 2 else ""
    if wanted and wanted not in taken:
        return wanted
    return free_name(taken, f"{wanted}_" if wanted else stem)


def rename_inside(item: Json, taken: set[str]) -> None:
    """Give a copied piece, and all inside it, names of its own."""
    for piece in _pieces(item):
        if piece.get("name"):
            piece["name"] = copy_name(taken, str(piece["name"]))
            taken.add(piece["name"])


def _pieces(item: Json) -> Iterator[Json]:
    yield item
    for key in ("elements", "questions"):
        for child in item.get(key) or []:
            if isinstance(child, dict):
                yield from _pieces(child)


def _numbered(stem: str) -> Iterator[str]:
    number: Any = 1
    while True:
        yield f"{stem}{number}"
        number += 1
