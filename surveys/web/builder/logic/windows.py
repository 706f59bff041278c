"""Long lists a part at a time: which entries of triggers, values and endings a page holds, and how to walk on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from surveys.rules.editing.places import CannotEdit
from surveys.rules.editing.whole import LISTS, entries_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.editing.places import Json

SIZE = 20
ADDED = {"trigger": "triggers", "value": "calculatedValues", "ending": "completedHtmlOnCondition"}
STEPS = {"up": -1, "down": 1, "delete": 0}


@dataclass(frozen=True)
class Window:
    """A part of a list, from an entry on."""

    key: str
    first: int
    total: int

    @property
    def shown(self) -> range:
        """The positions on this page."""
        return range(self.first, min(self.first + SIZE, self.total))

    @property
    def is_part(self) -> bool:
        """Whether there is more than this page holds."""
        return self.total > SIZE

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The part before and the part after, as buttons name them."""
        starts = [self.first - SIZE, self.first + SIZE]
        return [
            {"first": first, "from": first + 1, "to": min(first + SIZE, self.total), "is_next": first > self.first}
            for first in starts
            if 0 <= first < self.total
        ]


def windows_of(draft: Json, asked: Mapping[str, str]) -> dict[str, Window]:
    """The part of each list that an address asks for."""
    found = {}
    for key in LISTS:
        total, raw = len(entries_of(draft, key)), asked.get(key, "")
        first = int(raw) // SIZE * SIZE if raw.isdecimal() and len(raw) < 6 else 0
        found[key] = Window(key, first if first < total else max(0, total - 1) // SIZE * SIZE, total)
    return found


def query_to(key: str, index: int, asked: Mapping[str, str]) -> str:
    """The end of the address that shows an entry, and leads eye and keyboard there; other lists stay as they are."""
    firsts = {name: asked[name] for name in LISTS if asked.get(name)} | {key: str(index // SIZE * SIZE)}
    query = urlencode({name: first for name, first in firsts.items() if first != "0"})
    return (f"?{query}" if query else "") + f"#{key}-{index}"


def landing(draft: Json, asked: Mapping[str, str], posted: Mapping[str, str]) -> str:
    """Where to go on: at what was added or moved, at the part that was asked for, or where one was."""
    do, _space, rest = posted.get("do", "").partition(" ")
    if key := ADDED.get(do):
        return query_to(key, len(entries_of(draft, key)) - 1, asked)
    if do == "part" and (part := rest.split())[0:1] and part[0] in LISTS and part[-1].isdecimal():
        return query_to(part[0], int(part[-1][:5]), asked)
    parts = posted.get("press", "").split()
    if len(parts) == 3 and parts[0] in LISTS:
        last = len(entries_of(draft, parts[0])) - 1
        at = min(last, max(0, int(parts[2][:5]) + STEPS.get(parts[1], 0)))
        return query_to(parts[0], at, asked) if last >= 0 else query_to(parts[0], 0, asked).partition("#")[0]
    kept = urlencode({name: asked[name] for name in LISTS if asked.get(name)})
    return f"?{kept}" if kept else ""


def pressed(press: str) -> tuple[str, str, int]:
    """`triggers up 1` or `calculatedValues delete 0`."""
    parts = press.split()
    if len(parts) != 3 or not parts[2].isdecimal():
        raise CannotEdit("gone")
    return parts[0], parts[1], int(parts[2][:5])
