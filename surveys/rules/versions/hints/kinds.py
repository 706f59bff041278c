"""What a question can be answered with: numbers, days, yes or no, several things, one of some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.choices import base_choices
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    CommentQuestion,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.expressions import dates
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.values import numeric_text

if TYPE_CHECKING:
    from surveys.rules.definition.model import Question
    from surveys.rules.expressions.values import Value

COMPARING = frozenset({"equal", "notequal", "anyof", "noneof", "allof", "contains", "notcontains"})
ORDERING = frozenset({"less", "greater", "lessorequal", "greaterorequal"})
NUMBERS = frozenset({"number", "range"})
DAYS = frozenset({"date", "datetime-local"})


def kind_of(question: Question) -> str:
    """In a word, or nothing where it may be anything."""
    if isinstance(question, BooleanQuestion):
        return "boolean"
    if is_list(question):
        return "list"
    if isinstance(question, RatingQuestion):
        return "" if question.values else "number"
    if isinstance(question, TextQuestion):
        return "number" if question.input_type in NUMBERS else "date" if question.input_type in DAYS else "text"
    return "text" if isinstance(question, CommentQuestion) else ""


def is_list(question: Question) -> bool:
    """Whether the answer holds several things."""
    return isinstance(question, ChoiceQuestion) and question.is_multiple


def bounds_of(question: Question) -> tuple[float | None, float | None]:
    """The smallest and the largest number it takes."""
    if isinstance(question, RatingQuestion) and not question.values:
        return question.low, question.high
    if isinstance(question, TextQuestion) and question.input_type in NUMBERS:
        ends = (question.low, question.high)
        low, high = (e if isinstance(e, (int, float)) and not isinstance(e, bool) else None for e in ends)
        return low, high
    return None, None


def may_answer(question: Question, operator: str, value: Value) -> bool:
    """Whether a comparison with this value can ever tell anything."""
    if value in (None, ""):
        return True
    if isinstance(question, ChoiceQuestion):
        return _may_choose(question, operator, value)
    if isinstance(question, BooleanQuestion):
        return _may_agree(question, operator, value)
    is_quantity = isinstance(question, RatingQuestion) or kind_of(question) == "number"
    if is_quantity and operator in COMPARING | ORDERING:
        has_own_points = isinstance(question, RatingQuestion) and bool(question.values)
        return has_own_points or not isinstance(value, str) or numeric_text(value) is not None
    if kind_of(question) == "date" and operator in ORDERING | {"equal", "notequal"}:
        return isinstance(value, str) and dates.parse(value) is not None
    return True


def _may_choose(question: ChoiceQuestion, operator: str, value: Value) -> bool:
    special = question.has_other or question.has_none or question.has_refuse or question.has_dont_know
    if special or question.source or question.allows_custom or question.is_lazy:
        return True
    choices = [choice.value for choice in base_choices(question)]
    if operator in COMPARING:
        return any(equal(choice, value) for choice in choices)
    if operator in ORDERING and isinstance(value, (int, float)):
        return any(not isinstance(c, str) or numeric_text(c) is not None for c in choices)
    return True


def _may_agree(question: BooleanQuestion, operator: str, value: Value) -> bool:
    if operator in ORDERING:
        return False
    known = [question.value_true, question.value_false]
    return operator not in COMPARING or any(equal(one, value) for one in known)
