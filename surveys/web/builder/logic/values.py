"""What a question can be answered with, in words, and the value behind what was typed or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.rules.choices import base_choices
from surveys.rules.definition import BooleanQuestion, ChoiceQuestion, MatrixQuestion, RatingQuestion, TextQuestion
from surveys.rules.definition.texts import choose
from surveys.rules.editing.conditions import LISTS
from surveys.web.builder import kinds
from surveys.web.builder.controls import number_or_text

if TYPE_CHECKING:
    from surveys.rules.definition import Question

Options = list[tuple[str, str]]


def values_of(question: Question | None, locale: str) -> Options:
    """What it can be answered with, where that is a list."""
    if isinstance(question, BooleanQuestion):
        yes, no = choose(question.label_true, locale), choose(question.label_false, locale)
        return [
            (shown(question.value_true), yes or str(kinds.YES)),
            (shown(question.value_false), no or str(kinds.NO)),
        ]
    if isinstance(question, ChoiceQuestion):
        return [(shown(c.value), choose(c.text, locale) or shown(c.value)) for c in base_choices(question)]
    return []


def meant(question: Question | None, operator: str, raw: str, locale: str) -> Any:
    """The value behind what was typed: an option by its value or its words, a number where numbers are answered."""
    if operator in LISTS:
        return several(question, raw, locale)
    return one(question, raw, locale)


def several(question: Question | None, raw: str, locale: str) -> list[Any]:
    """The values of a list with commas."""
    parts = raw.replace("，", ",").replace("、", ",").split(",")
    return [one(question, part.strip(), locale) for part in parts if part.strip()]


def one(question: Question | None, raw: str, locale: str) -> Any:
    """The same of a single value."""
    if isinstance(question, ChoiceQuestion):
        for choice in base_choices(question):
            if raw in (shown(choice.value), choose(choice.text, locale)):
                return choice.value
    if isinstance(question, BooleanQuestion):
        return next((v for v in (question.value_true, question.value_false) if shown(v) == raw), raw)
    is_number = isinstance(question, (RatingQuestion, MatrixQuestion)) or (
        isinstance(question, TextQuestion) and question.input_type in ("number", "range")
    )
    return number_or_text(raw) if is_number else raw


def shown(value: Any) -> str:
    """A value as a form shows it."""
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
