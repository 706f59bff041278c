"""The simple controls of a piece: what is in them, and what was changed in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.editing.properties import set_property, stored_key
from surveys.rules.editing.texts import Tongue, set_text, text_in
from surveys.web.builder.further import further_of
from surveys.web.builder.kinds import Spec, specs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.editing.places import Json, Place

TEXTS = frozenset({"line", "long"})


@dataclass(frozen=True)
class Control:
    """A property as the template draws it."""

    spec: Spec
    value: str
    missing: str = ""
    lang: str = ""
    is_further: bool = False

    @property
    def name(self) -> str:
        """What the form calls it."""
        return f"p.{self.spec.key}"

    @property
    def id(self) -> str:
        """What labels point to."""
        return f"p-{self.spec.key}"

    @property
    def options(self) -> list[tuple[str, Any]]:
        """What can be picked, and what stands there already."""
        known = list(self.spec.options)
        return known if self.value in dict(known) else [*known, (self.value, self.value)]


def controls_of(place: Place, tongue: Tongue, posted: Mapping[str, str] | None = None) -> list[Control]:
    """The controls, filled with what was typed and not taken, else with what is stored."""
    made = []
    further = further_of(place.type)
    for spec in (*specs_of(place.type), *further):
        stored = _stored(place, spec, tongue)
        value = stored if posted is None else posted.get(f"p.{spec.key}", "")
        other = ""
        if spec.kind in TEXTS and not stored and not tongue.is_own:
            other = _stored(place, spec, Tongue(tongue.own, tongue.own))
        made.append(Control(spec, value, other, tongue.locale if spec.kind in TEXTS else "", spec in further))
    return made


def apply_controls(before: Place, now: Place, tongue: Tongue, posted: Mapping[str, str]) -> None:
    """Write into `now` what was changed since `before`."""
    if before.type != now.type:
        return
    for spec in (*specs_of(now.type), *further_of(now.type)):
        typed = posted.get(f"p.{spec.key}", "").replace("\r\n", "\n").strip()
        if typed == _stored(before, spec, tongue).strip():
            continue
        key = stored_key(now.path, now.item, spec.key)
        if spec.kind in TEXTS:
            set_text(now.item, key, typed, tongue)
        else:
            set_property(now.item, key, _value(spec, typed, now.item))


def _stored(place: Place, spec: Spec, tongue: Tongue) -> str:
    value = place.item.get(stored_key(place.path, place.item, spec.key))
    if spec.kind in TEXTS:
        return text_in(value, tongue)
    if spec.kind == "flag":
        return "on" if value in (True, "true", "on", "auto") else ""
    if isinstance(value, (bool, list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def _value(spec: Spec, typed: str, item: Json) -> Any:
    if spec.kind == "flag":
        return bool(typed)
    if spec.kind == "default":
        return _begun(typed, item)
    is_number = spec.kind == "number" or (spec.kind == "value" and item.get("inputType") in ("number", "range"))
    return number_or_text(typed) if is_number else typed


def _begun(typed: str, item: Json) -> Any:
    """An answer to begin with: lists and yes or no as JSON, numbers where numbers are answered, else the text."""
    if typed[:1] in "[{" or typed in ("true", "false"):
        try:
            return json.loads(typed)
        except (ValueError, RecursionError):
            return typed
    choices = [entry.get("value") if isinstance(entry, dict) else entry for entry in item.get("choices") or []]
    is_number = item.get("type") == "rating" or item.get("inputType") in ("number", "range")
    is_number = is_number or any(str(choice) == typed and not isinstance(choice, str) for choice in choices)
    return number_or_text(typed) if is_number else typed


def number_or_text(typed: str) -> Any:
    """A number where it is one; what is none is left to the import to complain about."""
    for read in (int, float):
        try:
            return read(typed)
        except ValueError:
            continue
    return typed
