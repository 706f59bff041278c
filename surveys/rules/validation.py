"""Checks the answers of what is visible: required, bounds, validators, rows, choices."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from surveys.rules.checking.questions import question_errors
from surveys.rules.definition.model import Definition
from surveys.rules.errors import Error
from surveys.rules.evaluation import evaluate
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.logic.offers import offered_part
from surveys.rules.logic.working import Working
from surveys.rules.state import PageState, PanelState, State

Errors: TypeAlias = dict[str, list[Error]]


def validate(
    definition: Definition,
    data: Mapping[str, Value],
    *,
    locale: str = "",
    now: datetime | None = None,
    seed: int = 0,
) -> Errors:
    """Everything wrong with these answers, by question; an empty dict when all is well."""
    return validate_state(evaluate(definition, data, locale=locale, now=now, seed=seed))


def validate_state(state: State) -> Errors:
    """The same for a state that is already there. The start page is not checked again."""
    errors: Errors = {}
    for page in state.pages:
        errors.update(_page_errors(state, page))
    return errors


def validate_page(state: State, page_name: str) -> Errors:
    """What is wrong on one page; a page that is not shown has nothing wrong."""
    try:
        return _page_errors(state, state.page(page_name))
    except KeyError:
        return {}


def _page_errors(state: State, page: PageState) -> Errors:
    errors: Errors = {}
    for question in page.questions():
        found = question_errors(state.working, question)
        if found:
            errors[question.name] = found
    for panel in (page, *page.panels()):
        found = panel_errors(state.working, panel)
        if found:
            errors.setdefault(panel.name, []).extend(found)
    return errors


def blocks(errors: Errors) -> bool:
    """Whether anything found keeps the respondent from going on (warnings do not)."""
    return any(error.blocks for found in errors.values() for error in found)


def panel_errors(working: Working, panel: PanelState) -> list[Error]:
    """What is wrong with a panel itself: one that must hold an answer holds none."""
    if not panel.is_required or panel.is_read_only:
        return []
    questions = [q for q in panel.questions() if q.question.has_answer]
    if questions and all(is_empty(q.value) for q in questions):
        return [Error("required_panel", text=working.words_raw(panel.panel.required_error))]
    return []


def data_after_check(state: State) -> dict[str, Value]:
    """The answers without choices that were never offered, as a completed response keeps them."""
    data = dict(state.data)
    for page in state.pages:
        for question in page.questions():
            value = offered_part(state.working, question)
            if value != question.value and question.question.key in data:
                if is_empty(value):
                    del data[question.question.key]
                else:
                    data[question.question.key] = value
    return data
