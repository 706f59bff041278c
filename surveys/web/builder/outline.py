"""The outline: pages and questions as a list to choose from, with what is odd about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

from surveys.rules.editing.places import Place, is_container, places, split
from surveys.rules.editing.texts import Tongue, text_in
from surveys.web.builder import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.rules.editing.places import Json
    from surveys.web.builder.hinting import Hint


@dataclass(frozen=True)
class Line:
    """A piece in the outline."""

    place: Place
    label: str
    kind: Any
    is_selected: bool
    is_container: bool
    parent: str
    index: int
    hints: int = 0


def label_of(place: Place, tongue: Tongue) -> str:
    """What a piece is called for people: its title in this language, in the survey's own, or its name."""
    key = "html" if place.type == "html" else "title"
    own = Tongue(tongue.own, tongue.own)
    title = text_in(place.item.get(key), tongue) or text_in(place.item.get(key), own)
    if not title and isinstance(place.item.get(key), dict):
        title = next((str(text) for text in place.item[key].values() if text), "")
    if key == "html":
        title = " ".join(strip_tags(title).split())
    return (title or place.name or str(kinds.PAGE if place.is_page else kinds.KINDS.get(place.type, "")))[:120]


def outline_of(definition: Json, selected: str, tongue: Tongue, hints: Iterable[Hint] = ()) -> list[Line]:
    """Every page, group and question, in order."""
    counts: dict[str, int] = {}
    for hint in hints:
        counts[hint.path] = counts.get(hint.path, 0) + 1
    lines = []
    for place in places(definition):
        parent, _, index = split(place.path)
        lines.append(
            Line(
                place,
                label_of(place, tongue),
                kinds.PAGE if place.is_page else kinds.KINDS.get(place.type, place.type),
                place.path == selected,
                is_container(place.path, place.item),
                parent,
                index,
                counts.get(place.path, 0),
            )
        )
    return lines
