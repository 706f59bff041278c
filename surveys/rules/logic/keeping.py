"""Answers as they are kept: dates as text, nothing where there is no number."""

from collections.abc import Mapping
from datetime import datetime

from surveys.rules.expressions.values import Value, is_nan


def kept(value: Value) -> Value:
    """A value as JSON writes it; None for what is no number."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"
    if isinstance(value, list):
        return [kept(item) for item in value]
    if isinstance(value, Mapping):
        return {key: kept(item) for key, item in value.items()}
    return None if is_nan(value) else value


def kept_answers(answers: Mapping[str, Value]) -> dict[str, Value]:
    """Answers without those that hold nothing once they are written down."""
    return {key: written for key, value in answers.items() if (written := kept(value)) is not None or value is None}
