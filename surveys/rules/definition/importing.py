"""Turns SurveyJS JSON into a Definition, or refuses it with everything found."""

import json
from collections.abc import Mapping
from typing import Any

from surveys.rules.definition import carried, profile
from surveys.rules.definition.builder import Builder
from surveys.rules.definition.controls import MAX_CONTROLS, first_beyond
from surveys.rules.definition.findings import Finding, Refused
from surveys.rules.definition.model import Definition
from surveys.rules.definition.parts import read_calculated, read_conditional, read_triggers
from surveys.rules.definition.readers import Notes
from surveys.rules.expressions.values import json_depth
from surveys.rules.marking import gettext_noop

MAX_CHARACTERS = 1_000_000
MAX_JSON_DEPTH = 60


def import_definition(data: Any) -> Definition:
    """The definition a JSON document describes; Refused names every place outside the profile."""
    definition, findings = read_definition(data)
    if definition is None or findings:
        raise Refused(findings)
    return definition


def read_definition(data: Any) -> tuple[Definition | None, list[Finding]]:
    """What can be read of a JSON document, and every place that cannot: for looking at it, never for asking people."""
    notes = Notes()
    _measure(data, notes)
    definition = None if notes.findings else _read(data, notes)
    if definition and not notes.findings and (path := first_beyond(definition)) is not None:
        notes.add(path, "too_large", limit=MAX_CONTROLS, unit=gettext_noop("options and cells"))
    return definition, notes.findings


def _measure(data: Any, notes: Notes) -> None:
    """What must hold before anything is read: an object, neither too deep nor too large."""
    if not isinstance(data, Mapping):
        notes.add("", "not_json")
        return
    if not json_depth(data, MAX_JSON_DEPTH):
        notes.add("", "too_deep", limit=MAX_JSON_DEPTH)
        return
    try:
        size = len(json.dumps(data, ensure_ascii=False))
    except (TypeError, ValueError, RecursionError):
        notes.add("", "not_json")
        return
    if size > MAX_CHARACTERS:
        notes.add("", "too_large", limit=MAX_CHARACTERS, unit=gettext_noop("characters"))


def _read(data: Mapping[str, Any], notes: Notes) -> Definition:
    builder = Builder(notes)
    fields, cosmetic = builder.fields(data, profile.SURVEY, carried.CARRIED_SURVEY, "")
    if data.get("isSinglePage") is True:
        fields["questions_on_page"] = "singlePage"
    return Definition(
        **fields,
        pages=builder.pages(data),
        triggers=read_triggers(data.get("triggers"), "triggers", notes),
        calculated=read_calculated(data.get("calculatedValues"), "calculatedValues", notes),
        completed_html_if=read_conditional(data.get("completedHtmlOnCondition"), "completedHtmlOnCondition", notes),
        navigate_to_url_if=read_conditional(data.get("navigateToUrlOnCondition"), "navigateToUrlOnCondition", notes),
        cosmetic=cosmetic,
        source=data,
    )
