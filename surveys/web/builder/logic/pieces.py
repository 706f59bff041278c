"""The conditions of a page, a panel or a question, and of single choices, rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from surveys.rules.editing.lists import entries_of, set_entry_value
from surveys.rules.editing.places import CannotEdit
from surveys.rules.editing.properties import table_of
from surveys.web.builder import kinds
from surveys.web.builder.logic.rows import NOTHING, Logic, Sent, drawn, one_condition, wanted
from surveys.web.builder.logic.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.rules.definition import Definition
    from surveys.rules.editing.places import Json, Place
    from surveys.rules.editing.texts import Tongue

IN_LISTS = frozenset({"choicesVisibleIf", "choicesEnableIf", "rowsVisibleIf", "columnsVisibleIf"})
OF_ENTRIES = ("visibleIf", "enableIf")
MOST = 50


@dataclass(frozen=True)
class EntryLogic:
    """The conditions of single entries of a list, and what another can be given to."""

    key: str
    label: Any
    parts: list[Logic]
    entries: list[tuple[int, str]]
    adding: Logic
    more: int


def logic_of(place: Place, source: Source, sent: Sent = NOTHING) -> list[Logic]:
    """The conditions of a piece."""
    return [
        drawn(key, label, str(place.item.get(key) or ""), replace(source, has_item=key in IN_LISTS), sent)
        for key, label in _keys(place)
    ]


def apply_logic(before: Place, now: Place, definition: Definition, locale: str, posted: Mapping[str, str]) -> None:
    """Write each condition that was changed: the expression when it was edited, else the rows."""
    for key, _label in _keys(now):
        stored = str(before.item.get(key) or "")
        text = wanted(key, stored, _source(before, definition, locale, key), posted)
        if text:
            now.item[key] = text
        elif text is not None:
            now.item.pop(key, None)


def entry_logic_of(place: Place, source: Source, tongue: Tongue, sent: Sent = NOTHING) -> list[EntryLogic]:
    """The conditions of single entries, for each list whose entries may have some."""
    found = []
    source = replace(source, has_item=False)
    for key in _lists(place):
        entries = entries_of(place.item, key, tongue)
        stored = list(_stored(place.item, key))
        parts = [
            drawn(
                f"{key}-{i}-{name}",
                f"{entries[i].text or entries[i].value} – {kinds.ENTRIES[name]}",
                text,
                source,
                sent,
            )
            for i, name, text in stored[:MOST]
        ]
        named = [(i, entry.text or entry.value) for i, entry in enumerate(entries[:1000])]
        adding = drawn(f"{key}-add", "", "", source, sent)
        found.append(EntryLogic(key, kinds.LISTS[key], parts, named, adding, len(stored) - len(parts)))
    return found


def apply_entry_logic(
    before: Place, now: Place, definition: Definition, tongue: Tongue, posted: Mapping[str, str], *, adding: bool
) -> None:
    """Write what was changed, each to the entry with the same value, then what is new."""
    source = Source(definition, tongue.locale, before.path)
    for key in _lists(now):
        if key not in _lists(before):
            continue
        was, are = entries_of(before.item, key, tongue), entries_of(now.item, key, tongue)
        where = {entry.value: index for index, entry in enumerate(are)}
        for index, name, stored in list(_stored(before.item, key))[:MOST]:
            text = wanted(f"{key}-{index}-{name}", stored, source, posted)
            if text is not None and was[index].value in where:
                set_entry_value(now.item, key, where[was[index].value], name, text)
        text = one_condition(f"{key}-add", source, posted) if adding else ""
        if text:
            at, name = posted.get(f"c.{key}-add.entry", ""), posted.get(f"c.{key}-add.kind", "visibleIf")
            if not at.isdecimal() or int(at[:5]) >= len(was) or name not in OF_ENTRIES:
                raise CannotEdit("gone")
            set_entry_value(now.item, key, where.get(was[int(at)].value, -1), name, text)


def _keys(place: Place) -> Iterator[tuple[str, Any]]:
    table = table_of(place.path, place.item) if place.path else {}
    for key, label in kinds.CONDITIONS.items():
        if key in table and not (place.is_page and key == "requiredIf"):
            yield key, label


def _source(place: Place, definition: Definition, locale: str, key: str) -> Source:
    return Source(definition, locale, place.path, has_item=key in IN_LISTS)


def _lists(place: Place) -> list[str]:
    table = table_of(place.path, place.item)
    return [k for k in ("choices", "rows", "columns") if table.get(k, ("", ""))[1] == "choices" and place.item.get(k)]


def _stored(item: Json, key: str) -> Iterator[tuple[int, str, str]]:
    """Entries with a condition: position, which, and the expression."""
    for index, entry in enumerate(item.get(key) or []):
        for name in OF_ENTRIES:
            if isinstance(entry, dict) and entry.get(name):
                yield index, name, str(entry[name])
