"""The outline: pages and questions as a list to choose from, with what is odd about each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from surveys.rules.editing.places import Place, is_container, places, split
from surveys.rules.editing.texts import Tongue, text_in
from surveys.web.builder import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.rules.editing.places import Json
    from surveys.web.builder.hinting import Hint

AUTO_NAME = re.compile(r"page\d+")
MOST_LINES, MOST_PAGES, AROUND = 250, 120, 60


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
    hidden: int = 0


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
    """Pages, groups and questions in order; of a long survey what stands around the chosen one, and its pages."""
    counts: dict[str, int] = {}
    for hint in hints:
        counts[hint.path] = counts.get(hint.path, 0) + 1
    lines = []
    for place in places(definition):
        parent, _key, index = split(place.path)
        lines.append(
            Line(
                place,
                _page_called(place, index) or label_of(place, tongue),
                kinds.PAGE if place.is_page else kinds.KINDS.get(place.type, place.type),
                place.path == selected,
                is_container(place.path, place.item),
                parent,
                index,
                counts.get(place.path, 0),
            )
        )
    return lines if len(lines) <= MOST_LINES else _near(lines)


def _page_called(place: Place, index: int) -> str:
    """A page that nobody named goes by its number."""
    is_unnamed = place.is_page and not place.item.get("title") and AUTO_NAME.fullmatch(place.name)
    return _("Page %(n)s") % {"n": index + 1} if is_unnamed else ""


def _near(lines: list[Line]) -> list[Line]:
    """The lines around the chosen one and all pages; a run left out is one line, which leads into it."""
    chosen = next((index for index, line in enumerate(lines) if line.is_selected), 0)
    has_pages = sum(line.place.is_page for line in lines) <= MOST_PAGES
    found: list[Line] = []
    for index, line in enumerate(lines):
        if abs(index - chosen) <= AROUND or (has_pages and line.place.is_page):
            found.append(line)
        elif found and found[-1].hidden:
            nearest = found[-1] if index > chosen else line
            found[-1] = replace(nearest, hidden=found[-1].hidden + 1)
        else:
            found.append(replace(line, hidden=1))
    return found
