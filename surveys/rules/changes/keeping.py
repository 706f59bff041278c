"""Answers as they are kept: dates as text, nothing where there is no number."""

import math
from collections.abc import Mapping
from datetime import datetime

from surveys.rules.expressions.values import Value, is_nan

DEEPEST = 40


def kept(value: Value, depth: int = 0) -> Value:
    """A value as JSON writes it; None for what is no finite number, and where it goes too deep."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (list, Mapping)) and depth >= DEEPEST:
        return None
    if isinstance(value, list):
        return [kept(item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return {key: kept(item, depth + 1) for key, item in value.items()}
    return value


def kept_answers(answers: Mapping[str, Value]) -> dict[str, Value]:
    """Answers without those that hold nothing once they are written down."""
    return {key: written for key, value in answers.items() if (written := kept(value)) is not None or value is None}


def stored(value: Value) -> Value:
    """A value as it becomes an answer: a day or a minute, nothing for what is no number."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.hour == value.minute == 0 else "%Y-%m-%dT%H:%M")
    return None if is_nan(value) else value
