"""Why an answer is missing: four different reasons that a table must not confuse."""

from collections.abc import Collection
from enum import StrEnum

from surveys.rules.choices import REFUSED, bare, picked
from surveys.rules.definition.model import ChoiceQuestion
from surveys.rules.expressions.values import is_empty
from surveys.rules.state import State

MISSING = object()


class Outcome(StrEnum):
    """What became of a question in a response."""

    ANSWERED = "answered"
    DECLINED = "declined"
    SKIPPED = "skipped"
    NOT_REACHED = "not_reached"
    NOT_SHOWN = "not_shown"


def outcome_of(
    state: State,
    name: str,
    *,
    visited: Collection[str] | None = None,
    declined: Collection[str] = (),
) -> Outcome:
    """The outcome of one question.

    `visited` holds the names of the pages the respondent has sent (None: all of them);
    `declined` the questions for which they chose not to say.
    """
    question = state.questions[name]
    if not question.is_visible or not question.question.has_answer:
        return Outcome.NOT_SHOWN
    if name in declined or _is_refusal(state, name):
        return Outcome.DECLINED
    if not is_empty(question.value):
        return Outcome.ANSWERED
    if visited is not None and question.page not in visited:
        return Outcome.NOT_REACHED
    return Outcome.SKIPPED


def _is_refusal(state: State, name: str) -> bool:
    question = state.questions[name]
    if not isinstance(question.question, ChoiceQuestion):
        return False
    picks = [bare(item) for item in picked(question.value)]
    refused = REFUSED if question.question.has_refuse else MISSING
    return bool(picks) and all(pick == refused for pick in picks)
