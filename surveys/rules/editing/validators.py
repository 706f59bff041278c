"""The checks of a question: a type and a few bounds each."""

from __future__ import annotations

from typing import Any

from surveys.rules.editing.places import CannotEdit, Json
from surveys.rules.editing.texts import Tongue, set_text

BOUNDS: dict[str, tuple[str, ...]] = {
    "numeric": ("minValue", "maxValue"),
    "text": ("minLength", "maxLength"),
    "answercount": ("minCount", "maxCount"),
    "regex": ("regex",),
    "email": (),
    "expression": ("expression",),
}
STARTERS: dict[str, Json] = {"regex": {"regex": ".*"}}


def kind_of(validator: Json) -> str:
    """The type without its ending: "numericvalidator" is "numeric"."""
    return str(validator.get("type", "")).removesuffix("validator")


def checks(item: Json) -> list[Json]:
    """The list of checks, as it is stored."""
    found = item.get("validators")
    return found if isinstance(found, list) else []


def add_check(item: Json, kind: str) -> None:
    """Add a check of a kind."""
    if kind not in BOUNDS:
        raise CannotEdit("unknown_type")
    item["validators"] = [*checks(item), {"type": kind, **STARTERS.get(kind, {})}]


def set_bound(item: Json, index: int, name: str, value: Any) -> None:
    """Set a bound of a check, or take it out."""
    found = checks(item)
    if not 0 <= index < len(found) or name not in BOUNDS.get(kind_of(found[index]), ()):
        raise CannotEdit("gone")
    if value in (None, ""):
        found[index].pop(name, None)
    else:
        found[index][name] = value


def set_words(item: Json, index: int, text: str, tongue: Tongue) -> None:
    """Say in one language what is wrong where a check fails; without words our own are said."""
    found = checks(item)
    if not 0 <= index < len(found):
        raise CannotEdit("gone")
    set_text(found[index], "text", text, tongue)


def delete_check(item: Json, index: int) -> None:
    """Take a check out."""
    found = checks(item)
    if not 0 <= index < len(found):
        raise CannotEdit("gone")
    del found[index]
    if not found:
        item.pop("validators")
