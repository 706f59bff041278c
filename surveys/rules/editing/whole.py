"""What belongs to a survey as a whole: triggers, calculated values, and endings that depend on answers."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from surveys.rules.definition.parts import TRIGGERS
from surveys.rules.editing.names import free_name, taken_names
from surveys.rules.editing.places import CannotEdit, Json, places
from surveys.rules.editing.structure import STARTERS

LISTS = ("triggers", "calculatedValues", "completedHtmlOnCondition")
MOST = 200
USED: dict[str, tuple[str, ...]] = {
    "complete": (),
    "skip": ("gotoName",),
    "setvalue": ("setToName", "setValue"),
    "copyvalue": ("fromName", "setToName"),
    "runexpression": ("setToName", "runExpression"),
}
"""What a kind of trigger needs beside its condition."""


def kind_of(trigger: Json) -> str:
    """The kind without its ending: "skiptrigger" is "skip"."""
    return str(trigger.get("type", "")).removesuffix("trigger")


def add_trigger(definition: Json, kind: str) -> Json:
    """Add a trigger that makes sense already, and does no harm should somebody publish it as it is."""
    if kind not in TRIGGERS:
        raise CannotEdit("unknown_type")
    names = _asked(definition)
    asked = names[-1] if kind == "complete" else names[0]
    trigger: Json = {"type": kind, "expression": f"{{{asked}}} notempty"}
    following = names[min(1, len(names) - 1)]
    starters: Json = {"gotoName": following, "setToName": names[-1], "fromName": names[0], "runExpression": "''"}
    trigger |= {key: starters[key] for key in USED[kind] if key in starters}
    return _with(definition, "triggers", trigger)


def add_value(definition: Json) -> Json:
    """Add a calculated value without an expression."""
    return _with(definition, "calculatedValues", {"name": free_name(taken_names(definition), "value")})


def add_ending(definition: Json, words: str) -> Json:
    """Add another page of thanks, for when the first question is answered."""
    return _with(
        definition,
        "completedHtmlOnCondition",
        {"expression": f"{{{_asked(definition)[0]}}} notempty", "html": words},
    )


def press(definition: Json, key: str, act: str, index: int) -> Json:
    """Delete an entry, or move it up or down."""
    new = deepcopy(definition)
    entries = entries_of(new, key)
    to = {"up": index - 1, "down": index + 1, "delete": index}.get(act, -1)
    if key not in LISTS or not (0 <= index < len(entries) and 0 <= to < len(entries)):
        raise CannotEdit("gone")
    entry = entries.pop(index)
    if act != "delete":
        entries.insert(to, entry)
    elif not entries:
        del new[key]
    return new


def entries_of(definition: Json, key: str) -> list[Any]:
    """The list as it is stored."""
    found = definition.get(key)
    return found if isinstance(found, list) else []


def _with(definition: Json, key: str, entry: Json) -> Json:
    new = deepcopy(definition)
    entries = [*entries_of(new, key), entry]
    if len(entries) > MOST:
        raise CannotEdit("too_many")
    new[key] = entries
    return new


def _asked(definition: Json) -> list[str]:
    """The names that answers go by, in order."""
    kinds = STARTERS.keys() | {"text", "comment", "rating", "boolean", "expression"}
    found = [
        str(place.item.get("valueName") or place.name)
        for place in places(definition)
        if place.type in kinds - {"panel"} and not place.is_page
    ]
    if not found:
        raise CannotEdit("no_question")
    return found
