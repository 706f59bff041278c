"""Shows whoever debugs a survey what the rules make of an expression, or of a survey and its answers."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from surveys.rules.changes.cells import as_sent
from surveys.rules.changes.checking import check_in_order
from surveys.rules.changes.keeping import kept
from surveys.rules.changes.loading import load
from surveys.rules.definition.importing import read_definition
from surveys.rules.errors import Error
from surveys.rules.expressions import ExpressionError, dates, parse
from surveys.rules.expressions.values import NO_MOMENT
from surveys.rules.logic.building import SINGLE_PAGE, build
from surveys.rules.logic.working import Working
from surveys.rules.messages import message
from surveys.rules.state import State
from surveys.rules.validation import blocks

KINDS = {
    "required": "required",
    "required_panel": "required",
    "numeric": "requirenumeric",
    "required_other": "otherempty",
    "required_rows": "requiredinallrowserror",
    "unique_rows": "eachrowuniqueeerror",
}
"""What survey-core calls our errors; the others are all "custom" there."""
DEEPEST = 40


def trace_expression(line: Mapping[str, Any]) -> Any:
    """The value of `expression` for `values`; as a `condition`, whether it is met. Raises ValueError."""
    expression, values = line.get("expression"), line.get("values", {})
    if not isinstance(expression, str) or not isinstance(values, Mapping):
        reason = "expected an object with a text `expression` and an object `values`"
        raise ValueError(reason)  # noqa: TRY004 -- the line is wrong, not the caller
    is_condition = line.get("mode", "expression") == "condition"
    known = unmarked(values)
    try:
        parsed = parse(expression)
    except ExpressionError:
        return False if is_condition else None
    try:
        return marked(parsed.is_met(known) if is_condition else parsed.evaluate(known))
    except ExpressionError:
        return False


def trace_state(line: Mapping[str, Any]) -> dict[str, Any]:
    """What is shown, asked and wrong for `json`, `data` and `locale`.

    Where a survey is refused it says so by path, and shows what is left without what is refused.
    """
    data, locale = line.get("data") or {}, line.get("locale") or ""
    if "json" not in line or not isinstance(data, Mapping) or not isinstance(locale, str):
        raise ValueError("expected an object with `json`, an object `data` and perhaps a text `locale`")
    definition, findings = read_definition(line["json"])
    refused = {"refused": [{"path": finding.path, "reason": finding.message} for finding in findings]}
    if definition is None:
        return refused
    try:
        seen = described(load(definition, unmarked(data), locale=locale))
    except Exception:
        if not findings:
            raise
        return refused  # nothing sensible is left of it
    return refused | seen if findings else seen


def described(working: Working) -> dict[str, Any]:
    """A state in the shape of the recorded cases, and what checking it finds and leaves."""
    state = build(working)
    shown = _shown(state)
    errors, checked = check_in_order(state)
    return shown | {
        "valid": not blocks(errors),
        "errors": {name: own for name, found in errors.items() if (own := _errors(name, found, state))},
        "dataAfterLoad": kept(as_sent(checked)),
    }


def _stale_numbers(state: State) -> dict[str, str]:
    """Numbered page by page, survey-core leaves the numbers of a page that has just been hidden."""
    before = state.working.before
    if state.definition.numbering != "onPage" or before is None:
        return {}
    shown = {page.name for page in state.pages}
    hidden = [page for page in build(before).pages if page.name not in shown]
    return {question.name: question.number for page in hidden for question in page.questions()}


def _shown(state: State) -> dict[str, Any]:
    stale = _stale_numbers(state)
    return {
        "visiblePages": [page.name for page in state.pages] or _whole_page(state),
        "questions": {
            name: {
                "type": question.type,
                "visible": question.is_visible,
                "required": question.is_required,
                "readOnly": question.is_read_only,
                "title": question.title,
                "no": question.number or stale.get(name, ""),
                "page": question.page,
            }
            for name, question in state.questions.items()
        },
        "calculated": {
            calculated.name: _calculated(state.calculated.get(calculated.name))
            for calculated in state.definition.calculated
        },
    }


def _whole_page(state: State) -> list[str]:
    """A survey on a single page has that page in survey-core even when nothing is on it; respondents never see it."""
    return [SINGLE_PAGE] if state.definition.questions_on_page == "singlePage" else []


def _calculated(value: Any) -> Any:
    return {"$undefined": True} if value is None else marked(value)


def _errors(name: str, found: list[Error], state: State) -> list[dict[str, str]]:
    """The errors of a question; those of panels and of single lines stand elsewhere in survey-core."""
    if name not in state.questions:
        return []
    return [
        {"type": KINDS.get(error.code, "custom"), "text": message(error, state.locale)}
        for error in found
        if not error.item
    ]


def marked(value: Any, depth: int = 0) -> Any:
    """A value as JSON; what JSON cannot say stands as `$nan`, `$date` or `$infinity`."""
    if isinstance(value, datetime):
        moment = value.astimezone(UTC)
        return {"$date": f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"}
    if value is NO_MOMENT:
        return {"$date": None}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$nan": True} if math.isnan(value) else {"$infinity": value > 0}
    if depth > DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {str(key): marked(item, depth + 1) for key, item in value.items()}
    return [marked(item, depth + 1) for item in value] if isinstance(value, (list, tuple)) else value


def unmarked(value: Any) -> Any:
    """A value as the rules take it, read from such JSON. Raises ValueError."""
    if isinstance(value, Mapping):
        if "$undefined" in value:
            return None
        if "$nan" in value:
            return math.nan
        if "$date" in value:
            return dates.parse(str(value["$date"]))
        if "$infinity" in value:
            return math.inf if value["$infinity"] else -math.inf
        return {key: unmarked(item) for key, item in value.items()}
    return [unmarked(item) for item in value] if isinstance(value, list) else value
