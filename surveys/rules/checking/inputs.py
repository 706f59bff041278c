"""Checks the bounds and forms that a text question's input type brings with it."""

import math
from collections.abc import Iterator

from surveys.rules.changes.keeping import stored
from surveys.rules.checking.checks import is_email
from surveys.rules.definition.model import TextQuestion
from surveys.rules.definition.texts import Text
from surveys.rules.errors import Error
from surveys.rules.expressions import Expression, dates
from surveys.rules.expressions.values import Value, convert, is_empty, is_number, milliseconds, text, to_float
from surveys.rules.logic.working import Working

DATES = frozenset({"date", "datetime-local"})
WRITTEN = frozenset({"month", "week", "time"})


def check_input(working: Working, question: TextQuestion, value: Value) -> Iterator[Error]:
    if is_empty(value):
        return
    yield from _bound_errors(working, question, value)
    if question.input_type == "number":
        yield from _step_errors(working, question, value)
    has_own_check = any(validator.kind == "email" for validator in question.validators)
    if question.input_type == "email" and not has_own_check and not is_email(value):
        yield Error("email")


def _bound_errors(working: Working, question: TextQuestion, value: Value) -> Iterator[Error]:
    measured = _measure(question, value)
    if measured is None:
        return
    low, high = bounds(working, question)
    floor, ceiling = _measure(question, low), _measure(question, high)
    if floor is not None and _before(measured, floor):
        yield _bound_error(working, "low", low, question, question.low_error)
    if ceiling is not None and _before(ceiling, measured):
        yield _bound_error(working, "high", high, question, question.high_error)


def bounds(working: Working, question: TextQuestion) -> tuple[Value, Value]:
    """The least and greatest value allowed right now."""
    low, high = question.low, question.high
    if question.low_expression:
        low = _computed(working, question, question.low_expression)
    if question.high_expression:
        high = _computed(working, question, question.high_expression)
    return low, high


def _computed(working: Working, question: TextQuestion, expression: Expression) -> Value:
    """A computed bound; a moment is written as an answer of the same kind is."""
    value = working.run(expression, question)
    return value if question.input_type in DATES else stored(value, question)


def _measure(question: TextQuestion, value: Value) -> float | str | None:
    """A value as something that can be compared with its bounds."""
    if question.input_type in DATES:
        moment = dates.of(value) if not is_empty(value) else None
        return None if moment is None else float(milliseconds(moment))
    if question.input_type in WRITTEN:
        return value if isinstance(value, str) and value else None
    if isinstance(value, str) and question.input_type not in ("number", "range"):
        return value or None
    number = convert(value)
    return float(number) if is_number(number) and not math.isnan(number) else None


def _before(left: float | str, right: float | str) -> bool:
    """Texts by their letters, all else by its number."""
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return to_float(left) < to_float(right)


def _bound_error(working: Working, code: str, bound: Value, question: TextQuestion, own: Text | None) -> Error:
    shown = _shown(question, bound)
    words = working.words_raw(own).replace("{0}", shown)
    return Error(code, {code: shown}, words)


def _shown(question: TextQuestion, bound: Value) -> str:
    moment = dates.of(bound) if question.input_type in DATES else None
    if moment is None:
        return text(bound)
    return f"{moment:%a %b %d %Y}" if question.input_type == "date" else text(moment)


def _step_errors(working: Working, question: TextQuestion, value: Value) -> Iterator[Error]:
    number = convert(value)
    if not question.step or question.step <= 0 or not is_number(number):
        return
    steps = number / question.step
    if math.isfinite(steps) and abs(steps - round(steps)) > 1e-9 * max(1.0, abs(steps)):
        shown = text(question.step)
        words = working.words_raw(question.step_error).replace("{0}", shown)
        yield Error("step", {"step": shown}, words)
