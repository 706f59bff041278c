"""Makes a definition of an XLSForm, or refuses it with every place that has no counterpart here."""

from __future__ import annotations

import re
from typing import Any

from surveys.rules.definition import import_definition
from surveys.rules.definition.findings import Refused
from surveys.rules.exchange.findings import Brought
from surveys.rules.exchange.xlsform.elements import Elements
from surveys.rules.exchange.xlsform.kinds import SORTS
from surveys.rules.exchange.xlsform.reading import Reading
from surveys.rules.exchange.xlsform.sheets import Rows, judged, read_sheets

FOREIGN_SHEETS = ("external_choices", "entities", "osm")
KNOWN_SETTINGS = frozenset({"form_title", "title", "default_language", "style"})


def import_xlsform(content: bytes, kind: str = ".xlsx") -> Brought:
    """The survey; raises Refused with all findings by sheet and row."""
    sheets = read_sheets(content, kind)
    tree = judged(content, kind, sheets)
    reading = Reading(kinds=dict(_kinds(tree)))
    for name in FOREIGN_SHEETS:
        if getattr(sheets, name):
            reading.refuse(0, "foreign_sheet", sheet=name, name=name)
    language = str(tree.get("default_language") or "default")
    reading.own = reading.locale(language if language != "default" else _first_language(tree))
    reading.own = "" if reading.own == "default" else reading.own
    _settings(sheets, reading)
    own_others = {
        str(c.get("list_name") or c.get("list name")) for c in sheets.choices or () if c.get("name") == "other"
    }
    made = Elements(reading, Rows(sheets.survey), own_others).definition(tree)
    title = str(tree.get("title") or "")
    head: dict[str, Any] = {"title": title} if title and title != tree.get("name") else {}
    if reading.own not in ("", "en"):
        head["locale"] = reading.own
    if not reading.refused:
        _check(head | made, reading)
    if reading.refused:
        raise Refused(list(reading.refused))
    return Brought(definition=head | made, left=reading.left)


def _check(definition: dict[str, Any], reading: Reading) -> None:
    """What our own profile refuses, by the row that it came from."""
    try:
        import_definition(definition)
    except Refused as refused:
        for finding in refused.findings:
            row = reading.rows.get(_name_at(definition, finding.path), 0)
            reading.refuse(row, "as_said", reason=finding.message)


def _name_at(place: Any, path: str) -> str:
    """The name of the innermost question or group on a path."""
    name = ""
    for step in re.findall(r"[^.\[\]]+", path):
        try:
            place = place[int(step) if step.isdecimal() else step]
        except (LookupError, TypeError):
            break
        name = str(place["name"]) if isinstance(place, dict) and "name" in place else name
    return name


def _kinds(item: dict[str, Any]) -> list[tuple[str, str]]:
    """What each name answers, for reading expressions."""
    found = []
    for child in item.get("children") or ():
        sort = SORTS.get(child.get("type"), "text")
        if sort == "one" and {str(c.get("name")) for c in child.get("choices") or ()} == {"true", "false"}:
            sort = "boolean"
        if child.get("children") is None or child.get("type") not in ("group", "repeat", "loop"):
            found.append((str(child.get("name")), sort))
        found += _kinds(child)
    return found


def _first_language(item: dict[str, Any]) -> str:
    """The language of the first label, which the form speaks by itself."""
    for child in item.get("children") or ():
        label = child.get("label")
        if isinstance(label, dict):
            return "default" if "default" in label else str(next(iter(label)))
        if found := _first_language(child):
            return found
    return "default" if item.get("type") == "survey" else ""


def _settings(sheets: Any, reading: Reading) -> None:
    for number, row in enumerate(sheets.settings or (), start=2):
        for name in row:
            plain = str(name).strip().lower().replace(" ", "_")
            if plain in ("submission_url", "public_key"):
                reading.refuse(number, "foreign_column", sheet="settings", name=name)
            elif plain not in KNOWN_SETTINGS:
                reading.leave(number, str(name), sheet="settings")
