"""Answers as they are kept: dates as text, nothing where there is no number."""

import math
import re
from collections.abc import Mapping
from datetime import datetime

from surveys.rules.definition.model import ChoiceQuestion, CommentQuestion, Question, TextQuestion
from surveys.rules.expressions.values import (
    NO_MOMENT,
    Value,
    is_empty,
    is_nan,
    is_number,
    is_true,
    number,
    numeric_text,
    text,
)

DEEPEST = 40
_PADDED = re.compile(r"\s*0\d+\s*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def kept(value: Value, depth: int = 0) -> Value:
    """A value as JSON writes it; None for what is no finite number, and where it goes too deep."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth >= DEEPEST or value is NO_MOMENT:
        return None
    if isinstance(value, Mapping):
        return {key: kept(item, depth + 1) for key, item in value.items()}
    return [kept(item, depth + 1) for item in value] if isinstance(value, list) else value


def kept_answers(answers: Mapping[str, Value]) -> dict[str, Value]:
    """Answers without those that hold nothing once they are written down."""
    return {key: written for key, value in answers.items() if (written := kept(value)) is not None or value is None}


def _wrapped(picks: list[Value], name: str) -> list[Value]:
    """Picks as they are kept: bare, or each in an object under a name."""
    return [{name: pick} if name and not isinstance(pick, dict) else pick for pick in picks]


def stored(value: Value, question: Question | None = None) -> Value:
    """A value as it becomes an answer: a day or a minute, a list of picks, nothing for what is no number."""
    if isinstance(value, datetime):
        is_minute = isinstance(question, TextQuestion) and question.input_type == "datetime-local"
        value = value.strftime("%Y-%m-%dT%H:%M" if is_minute else "%Y-%m-%d")
    if isinstance(question, ChoiceQuestion) and question.is_multiple and not is_empty(value):
        return _wrapped(value if isinstance(value, list) else [value], question.value_property)
    if isinstance(question, (TextQuestion, CommentQuestion)) and isinstance(value, list):
        between = "\n" if isinstance(question, CommentQuestion) else ", "
        value = between.join(text(item) for item in value) or None
    if isinstance(question, TextQuestion) and is_true(value):
        value = _typed(question, value)
    return None if is_nan(value) or value is NO_MOMENT else value


def _typed(question: TextQuestion, value: Value) -> Value:
    """What an input holds of a value set for it: a number where it asks for one, a month of a day."""
    if question.input_type in ("number", "range"):
        if isinstance(value, str) and _PADDED.fullmatch(value):
            return number(float(value))
        return numeric_text(value) if isinstance(value, str) else value if is_number(value) else None
    if question.input_type == "month" and isinstance(value, str) and _DAY.match(value):
        return value[: len("2000-01")]
    return value
