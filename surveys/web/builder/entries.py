"""Choices, rows, columns, lines and checks in the form of a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.rules.editing.lists import (
    Entry,
    add_entries,
    delete_entry,
    entries_of,
    move_entry,
    set_entry_text,
    set_entry_value,
)
from surveys.rules.editing.properties import table_of
from surveys.rules.editing.texts import Tongue, text_in
from surveys.rules.editing.validators import BOUNDS, add_check, checks, delete_check, kind_of, set_bound, set_words
from surveys.web.builder import kinds
from surveys.web.builder.controls import number_or_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.editing.places import Json, Place


MOST_SHOWN = 200
MOST_CHECKS = 50
"""A form has a bounded number of fields; longer lists are edited as JSON."""


@dataclass(frozen=True)
class Line:
    """What may be typed into a line, and whether it must be."""

    kind: str
    is_required: bool
    kinds: tuple[tuple[str, Any], ...] = kinds.INPUT.options


@dataclass(frozen=True)
class Row:
    """One entry in the form."""

    index: int
    value: str
    text: str
    image: str = ""
    line: Line | None = None


@dataclass(frozen=True)
class List:
    """A list in the form."""

    key: str
    label: Any
    rows: list[Row]
    has_images: bool
    added: str = ""
    lang: str = ""
    more: int = 0


@dataclass(frozen=True)
class Check:
    """A check in the form, with its bounds as (name, label, value), and what is said where it fails."""

    index: int
    label: Any
    bounds: list[tuple[str, Any, Any]] = field(default_factory=list)
    text: str = ""
    missing: str = ""
    lang: str = ""


def lists_of(place: Place, tongue: Tongue, posted: Mapping[str, str] | None = None) -> list[List]:
    """The lists a piece has; points of a rating only where they are listed one by one."""
    typed = posted or {}
    found = []
    for key in _keys(place):
        entries = entries_of(place.item, key, tongue)
        more = max(0, len(entries) - MOST_SHOWN)
        rows = [
            Row(
                i,
                e.value,
                typed.get(f"l.{key}.{i}", e.text),
                typed.get(f"i.{key}.{i}", _image(place.item, key, i)),
                _line(place.item, i, typed) if key == "items" else None,
            )
            for i, e in enumerate(entries[:MOST_SHOWN])
        ]
        has_images = place.type == "imagepicker"
        found.append(List(key, kinds.LISTS[key], rows, has_images, typed.get(f"l.{key}.add", ""), tongue.locale, more))
    return found


def apply_lists(before: Place, now: Place, tongue: Tongue, posted: Mapping[str, str], *, adding: bool) -> None:
    """Write the texts that were changed, each to the entry with the same value, then add what is new."""
    for key in _keys(now):
        was = entries_of(before.item, key, tongue)
        for index, entry in enumerate(was):
            at = _index(entries_of(now.item, key, tongue), entry)
            text = posted.get(f"l.{key}.{index}")
            image = posted.get(f"i.{key}.{index}")
            if text is not None and text.strip() != entry.text and at is not None:
                set_entry_text(now.item, key, at, text.strip(), tongue)
            if image is not None and image.strip() != _image(before.item, key, index) and at is not None:
                set_entry_value(now.item, key, at, "imageLink", image.strip())
            if key == "items" and at is not None:
                _apply_line(_line(before.item, index, {}), _line(before.item, index, posted), now.item, at)
        lines = [line.strip() for line in posted.get(f"l.{key}.add", "").splitlines() if line.strip()]
        if adding and lines:
            add_entries(now.item, key, lines, tongue)


def _line(item: Json, index: int, typed: Mapping[str, str]) -> Line:
    """A line of several short texts as it is stored, or as it was sent."""
    raw = (item.get("items") or [])[index]
    stored = raw if isinstance(raw, dict) else {}
    if (kind := typed.get(f"t.items.{index}")) is not None:
        return Line(kind, bool(typed.get(f"r.items.{index}")))
    return Line(str(stored.get("inputType") or ""), stored.get("isRequired") in (True, "true"))


def _apply_line(before: Line, wanted: Line, item: Json, index: int) -> None:
    if wanted.kind != before.kind:
        set_entry_value(item, "items", index, "inputType", wanted.kind)
    if wanted.is_required != before.is_required:
        set_entry_value(item, "items", index, "isRequired", wanted.is_required)


def press_list(item: Json, key: str, act: str, index: int) -> None:
    """What the buttons beside an entry do."""
    if act == "delete":
        delete_entry(item, key, index)
    else:
        move_entry(item, key, index, -1 if act == "up" else 1)


def checks_of(place: Place, tongue: Tongue, posted: Mapping[str, str] | None = None) -> list[Check]:
    """The checks of a question."""
    typed = posted or {}
    found = []
    for index, check in enumerate(checks(place.item)[:MOST_CHECKS]):
        names = BOUNDS.get(kind_of(check), ())
        bounds = [(n, kinds.BOUNDS[n], typed.get(f"v.{index}.{n}", check.get(n, ""))) for n in names]
        label, stored = kinds.CHECKS.get(kind_of(check), kind_of(check)), text_in(check.get("text"), tongue)
        own = "" if stored or tongue.is_own else text_in(check.get("text"), Tongue(tongue.own, tongue.own))
        found.append(Check(index, label, bounds, typed.get(f"v.{index}.text", stored), own, tongue.locale))
    return found


def apply_checks(before: Place, now: Place, tongue: Tongue, posted: Mapping[str, str], *, adding: bool) -> None:
    """Write the bounds and words that were changed, then add the check that was chosen."""
    for index, check in enumerate(checks(before.item)):
        for name in BOUNDS.get(kind_of(check), ()):
            typed = posted.get(f"v.{index}.{name}", "").strip()
            if typed != str(check.get(name, "")).strip():
                value = typed if name in ("regex", "expression") else number_or_text(typed)
                set_bound(now.item, index, name, value)
        said = posted.get(f"v.{index}.text")
        if said is not None and said.strip() != text_in(check.get("text"), tongue):
            set_words(now.item, index, said.strip(), tongue)
    wanted = posted.get("v.add", "")
    if adding and wanted:
        add_check(now.item, wanted)


def press_check(item: Json, index: int) -> None:
    """Take a check out."""
    delete_check(item, index)


def _keys(place: Place) -> list[str]:
    table = table_of(place.path, place.item)
    lists = [key for key in kinds.LISTS if table.get(key, ("", ""))[1] in ("choices", "items")]
    return [key for key in lists if key != "rateValues" or place.item.get(key)]


def _index(entries: list[Entry], wanted: Entry) -> int | None:
    return next((i for i, entry in enumerate(entries) if entry.value == wanted.value), None)


def _image(item: Json, key: str, index: int) -> str:
    raw = (item.get(key) or [])[index]
    return str(raw.get("imageLink") or "") if isinstance(raw, dict) else ""
