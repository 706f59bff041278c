"""Options, rows, columns and lines: entries with a value that stays and a text that may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surveys.rules.editing.names import free_value
from surveys.rules.editing.places import CannotEdit, Json
from surveys.rules.editing.texts import Tongue, set_text, text_in

MAX_ADDED = 200
NAMES = {"items": ("name", "title", "text")}
STEMS = {"rows": "row", "columns": "column", "items": "text"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: what is stored, and what people read."""

    value: str
    text: str


def entries_of(item: Json, key: str, tongue: Tongue) -> list[Entry]:
    """The entries in one language; the value stands for the text where there is none in any."""
    return [_entry(raw, key, tongue) for raw in item.get(key) or []]


def set_entry_text(item: Json, key: str, index: int, text: str, tongue: Tongue) -> None:
    """Give an entry another text; its value stays."""
    entries = _list(item, key)
    if not 0 <= index < len(entries):
        raise CannotEdit("gone")
    if _entry(entries[index], key, tongue).text == text:
        return
    changed = _as_object(entries[index], key)
    name = _names(key)[1]
    if not tongue.is_own and changed.get(name) is None:
        changed[name] = _written(changed.get(_names(key)[0]))
    set_text(changed, name, text, tongue)
    entries[index] = changed


def set_entry_value(item: Json, key: str, index: int, name: str, value: str | bool) -> None:
    """Set a plain property of an entry, such as its image, or take it out."""
    entries = _list(item, key)
    if not 0 <= index < len(entries):
        raise CannotEdit("gone")
    changed = _as_object(entries[index], key)
    if value:
        changed[name] = value
    else:
        changed.pop(name, None)
    entries[index] = changed


def add_entries(item: Json, key: str, texts: list[str], tongue: Tongue) -> None:
    """Add entries at the end, each with a value that no other has."""
    entries = _list(item, key)
    taken = {entry.value for entry in entries_of(item, key, tongue)}
    value_name, text_name, stem = _names(key)
    for text in texts[:MAX_ADDED]:
        value = free_value(taken, text, stem)
        taken.add(value)
        entry: Json = {value_name: value}
        set_text(entry, text_name, text, tongue)
        entries.append(entry)


def delete_entry(item: Json, key: str, index: int) -> None:
    """Take an entry out."""
    entries = _list(item, key)
    if not 0 <= index < len(entries):
        raise CannotEdit("gone")
    del entries[index]


def move_entry(item: Json, key: str, index: int, step: int) -> None:
    """Move an entry one place up or down."""
    entries = _list(item, key)
    if not (0 <= index < len(entries) and 0 <= index + step < len(entries)):
        raise CannotEdit("no_further")
    entries.insert(index + step, entries.pop(index))


def _list(item: Json, key: str) -> list[Any]:
    if item.get(key) is None:
        item[key] = []
    if not isinstance(item[key], list):
        raise CannotEdit("gone")
    entries: list[Any] = item[key]
    return entries


def _names(key: str) -> tuple[str, str, str]:
    return NAMES.get(key) or ("value", "text", STEMS.get(key, "item"))


def _entry(raw: Any, key: str, tongue: Tongue) -> Entry:
    value_name, text_name, _ = _names(key)
    known = _as_object(raw, key)
    value, text = known.get(value_name), known.get(text_name)
    return Entry(_written(value), _written(value) if text is None and tongue.is_own else text_in(text, tongue))


def _as_object(raw: Any, key: str) -> Json:
    """An entry with properties; "1|One" is a value and its text."""
    value_name, text_name, _ = _names(key)
    if isinstance(raw, dict):
        return dict(raw)
    if isinstance(raw, str) and "|" in raw and key != "items":
        value, _, text = raw.partition("|")
        return {value_name: value, text_name: text}
    return {value_name: raw}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
