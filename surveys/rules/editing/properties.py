"""Setting one property of a piece under the name it already has, and changing what a question is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from surveys.rules.definition.carried import CARRIED_ELEMENT, CARRIED_QUESTION
from surveys.rules.definition.profile import PAGE, PANEL, SURVEY, TYPES
from surveys.rules.editing.places import CannotEdit, Json, find
from surveys.rules.editing.structure import STARTERS, Edited


def table_of(path: str, item: Json) -> dict[str, tuple[str, str]]:
    """What may stand in a piece, by what it is."""
    if not path:
        return SURVEY
    if path.startswith("pages") and "." not in path:
        return PAGE
    return PANEL if item.get("type") == "panel" else TYPES.get(str(item.get("type")), {})


def stored_key(path: str, item: Json, key: str) -> str:
    """The name under which a property stands in this piece; older names mean the same."""
    table = table_of(path, item)
    meant = table.get(key)
    return next((name for name in item if name == key or (meant and table.get(name) == meant)), key)


def set_property(item: Json, key: str, value: Any) -> None:
    """Write a property, or take it out when the value says nothing."""
    if value is None or value == "" or value is False:
        item.pop(key, None)
    else:
        item[key] = value


def change_type(definition: Json, path: str, kind: str) -> tuple[Json, list[str]]:
    """Make a question another kind; tells which of its properties the new kind has no use for."""
    if kind not in TYPES:
        raise CannotEdit("unknown_type")
    new = deepcopy(definition)
    item = find(new, path)
    if item.get("type") not in TYPES:
        raise CannotEdit("unknown_type")
    kept = {"name", "type"} | TYPES[kind].keys() | CARRIED_ELEMENT | CARRIED_QUESTION
    lost = [key for key in item if key not in kept]
    for key in lost:
        del item[key]
    item["type"] = kind
    for key, value in STARTERS.get(kind, {}).items():
        item.setdefault(key, deepcopy(value))
    return new, lost


__all__ = ["Edited", "change_type", "set_property", "stored_key", "table_of"]
