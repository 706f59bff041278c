"""Triggers, calculated values and endings in a form, and what was changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from surveys.rules.definition.parts import TRIGGERS
from surveys.rules.editing.places import CannotEdit
from surveys.rules.editing.renaming import rename_value
from surveys.rules.editing.texts import set_text, text_in
from surveys.rules.editing.whole import USED, entries_of, kind_of
from surveys.rules.versions.hints.kinds import is_list
from surveys.web.builder.logic.rows import NOTHING, Logic, Sent, drawn, wanted
from surveys.web.builder.logic.values import one, several, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from surveys.rules.editing.places import Json
    from surveys.rules.editing.texts import Tongue
    from surveys.web.builder.logic.sources import Source
    from surveys.web.builder.logic.windows import Window

KINDS: dict[str, StrOrPromise] = {
    "complete": _("End the survey"),
    "skip": _("Skip to a question"),
    "setvalue": _("Fill in a value"),
    "copyvalue": _("Copy an answer"),
    "runexpression": _("Fill in what an expression gives"),
}
FIELDS: dict[str, StrOrPromise] = {
    "gotoName": _("Skip to"),
    "fromName": _("Copy from"),
    "setToName": _("Fill in"),
    "setValue": _("With the value"),
    "runExpression": _("With the result of"),
}
NAMES = frozenset({"gotoName", "fromName", "setToName"})


@dataclass(frozen=True)
class Field:
    """What a trigger needs beside its condition."""

    name: str
    label: StrOrPromise
    value: str
    options: list[tuple[str, str]]
    is_name: bool

    @property
    def id(self) -> str:
        """What its label points to."""
        return self.name.replace(".", "-")


@dataclass(frozen=True)
class Entry:
    """A trigger or an ending with its condition, or a calculated value with its expression."""

    index: int
    kind: str
    condition: Logic | None
    fields: list[Field]
    text: str = ""
    name: str = ""
    is_in_result: bool = False


def triggers_of(definition: Json, window: Window, source: Source, sent: Sent = NOTHING) -> list[Entry]:
    """The triggers in the form."""
    found = []
    entries = entries_of(definition, "triggers")
    for index in window.shown:
        trigger = entries[index]
        kind = kind_of(trigger)
        key = f"triggers-{index}"
        fields = [_field(key, name, trigger, source, sent) for name in USED.get(kind, ())]
        stored = str(trigger.get("expression") or "")
        found.append(Entry(index, kind, drawn(key, _("When"), stored, source, sent), fields))
    return found


def values_in(definition: Json, window: Window, sent: Sent = NOTHING) -> list[Entry]:
    """The calculated values in the form."""
    typed = sent.refused or {}
    entries = entries_of(definition, "calculatedValues")
    return [
        Entry(
            index,
            "value",
            None,
            [],
            typed.get(f"w.calculatedValues-{index}.expression", str(entry.get("expression") or "")),
            typed.get(f"w.calculatedValues-{index}.name", str(entry.get("name") or "")),
            bool(entry.get("includeIntoResult")),
        )
        for index, entry in ((index, entries[index]) for index in window.shown)
    ]


def endings_of(definition: Json, window: Window, source: Source, tongue: Tongue, sent: Sent = NOTHING) -> list[Entry]:
    """The pages of thanks that depend on answers."""
    found = []
    entries = entries_of(definition, "completedHtmlOnCondition")
    for index in window.shown:
        entry = entries[index]
        key = f"completedHtmlOnCondition-{index}"
        condition = drawn(key, _("When"), str(entry.get("expression") or ""), source, sent)
        text = (sent.refused or {}).get(f"w.{key}.html", text_in(entry.get("html"), tongue))
        found.append(Entry(index, "ending", condition, [], text))
    return found


def apply_whole(before: Json, now: Json, source: Source, tongue: Tongue, posted: Mapping[str, str]) -> Json:
    """Write what was changed in any of them; raises CannotEdit where somebody took one away meanwhile."""
    _apply_triggers(before, now, source, posted)
    for index, entry in enumerate(entries_of(before, "completedHtmlOnCondition")):
        key = f"completedHtmlOnCondition-{index}"
        if (condition := _condition(key, entry, source, posted)) is not None:
            _set(_entry(now, "completedHtmlOnCondition", index), "expression", condition)
        text = posted.get(f"w.{key}.html", "").replace("\r\n", "\n").strip()
        if f"w.{key}.html" in posted and text != text_in(entry.get("html"), tongue).strip():
            set_text(_entry(now, "completedHtmlOnCondition", index), "html", text, tongue)
    return _apply_values(before, now, posted)


def _apply_triggers(before: Json, now: Json, source: Source, posted: Mapping[str, str]) -> None:
    for index, entry in enumerate(entries_of(before, "triggers")):
        if (condition := _condition(f"triggers-{index}", entry, source, posted)) is not None:
            _set(_entry(now, "triggers", index), "expression", condition)
        for name in FIELDS:
            raw = posted.get(f"w.triggers-{index}.{name}")
            if raw is not None and raw.strip() != shown(entry.get(name)):
                _put(_entry(now, "triggers", index), name, raw.strip(), source)
        kind = posted.get(f"w.triggers-{index}.type", "")
        if kind in TRIGGERS and kind != kind_of(entry):
            changed = _entry(now, "triggers", index)
            for name in set(FIELDS) - set(USED[kind]):
                changed.pop(name, None)
            changed["type"] = kind


def _apply_values(before: Json, now: Json, posted: Mapping[str, str]) -> Json:
    for index, entry in enumerate(entries_of(before, "calculatedValues")):
        key = f"w.calculatedValues-{index}"
        if f"{key}.name" not in posted:
            continue
        changed = _entry(now, "calculatedValues", index)
        expression = posted.get(f"{key}.expression", "").strip()
        if expression != str(entry.get("expression") or "").strip():
            _set(changed, "expression", expression)
        if bool(posted.get(f"{key}.result")) != bool(entry.get("includeIntoResult")):
            _set(changed, "includeIntoResult", bool(posted.get(f"{key}.result")))
        if posted[f"{key}.name"].strip() != str(entry.get("name") or ""):
            now = rename_value(now, index, posted[f"{key}.name"])
    return now


def _condition(key: str, before: Json, source: Source, posted: Mapping[str, str]) -> str | None:
    return wanted(key, str(before.get("expression") or ""), source, posted)


def _put(trigger: Json, name: str, raw: str, source: Source) -> None:
    """A value in the kind of answers that its question takes."""
    value: Any = raw
    if name in NAMES:
        value = source.name_of(raw)
    elif name == "setValue" and raw:
        question = source.by_key.get(str(trigger.get("setToName") or ""))
        read = several if question is not None and is_list(question) else one
        value = read(question, raw, source.locale)
    _set(trigger, name, value)


def _set(entry: Json, key: str, value: Any) -> None:
    if value in ("", None) or (value is False and key == "includeIntoResult"):
        entry.pop(key, None)
    else:
        entry[key] = value


def _entry(now: Json, key: str, index: int) -> Json:
    entries = entries_of(now, key)
    if index >= len(entries) or not isinstance(entries[index], dict):
        raise CannotEdit("gone")
    found: Json = entries[index]
    return found


def _field(key: str, name: str, trigger: Json, source: Source, sent: Sent) -> Field:
    value = (sent.refused or {}).get(f"w.{key}.{name}", shown(trigger.get(name)))
    options = source.listed() if name in NAMES else []
    if options and value not in dict(options):
        options = [(value, value or "–"), *options]
    return Field(f"w.{key}.{name}", FIELDS[name], value, options, name in NAMES)
