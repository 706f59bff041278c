"""The table of a question with fixed answers: how many said what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    MatrixQuestion,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import text
from surveys.rules.results.small_cells import shown_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.rules.definition.model import Question
    from surveys.rules.state import QuestionState

NUMBERS = frozenset({"number", "range"})
OTHERS = "…"
"""What was written in place of a choice."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """An answer and how many gave it; None where that is not shown. `row` is that of a matrix."""

    value: str
    label: str
    count: int | None
    row: str = ""


def is_closed(question: Question) -> bool:
    """Whether answers to it can be counted by value."""
    if isinstance(question, TextQuestion):
        return question.input_type in NUMBERS
    return isinstance(question, (BooleanQuestion, ChoiceQuestion, MatrixQuestion, RatingQuestion))


def is_nps(question: Question) -> bool:
    """Whether it is a scale from 0 to 10."""
    return isinstance(question, RatingQuestion) and (question.low, question.high) == (0, 10) and question.is_generated


def numbers(question: Question, said: Sequence[tuple[Any, int]]) -> dict[float, int]:
    """The answers that are numbers, of a question whose answers have a mean."""
    if not isinstance(question, (RatingQuestion, TextQuestion)):
        return {}
    return {v: count for v, count in said if isinstance(v, (int, float)) and not isinstance(v, bool)}


def options_of(state: QuestionState, said: Sequence[tuple[Any, int]]) -> list[Option]:
    """How many gave each answer; of several ticks each counts, of a ranking the first place."""
    question = state.question
    if isinstance(question, TextQuestion):
        return []
    if isinstance(question, MatrixQuestion):
        return _matrix(state, said)
    known = [(text(choice.value), choice.text) for choice in state.choices]
    if isinstance(question, BooleanQuestion):
        labels = (choose(question.label_true, ""), choose(question.label_false, ""))
        values = (text(question.value_true), text(question.value_false))
        known = [(value, label or value) for value, label in zip(values, labels, strict=True)]
    counts = dict.fromkeys((value for value, _ in known), 0)
    for value, count in said:
        picks = value if isinstance(value, list) else [value]
        for pick in picks[:1] if question.type == "ranking" else picks:
            key = text(pick) if text(pick) in counts else OTHERS
            counts[key] = counts.get(key, 0) + count
    labels_by_value = dict(known)
    return [Option(value=key, label=labels_by_value.get(key, key), count=count) for key, count in counts.items()]


def veiled(options: list[Option], answered: int) -> list[Option]:
    """The same without small counts, row by row."""
    shown: list[Option] = []
    for _, group in groupby(options, key=lambda option: option.row):
        row = list(group)
        counts = shown_counts([option.count or 0 for option in row], answered)
        shown += [replace(option, count=count) for option, count in zip(row, counts, strict=True)]
    return shown


def _matrix(state: QuestionState, said: Sequence[tuple[Any, int]]) -> list[Option]:
    counts = {(text(row.value), text(column.value)): 0 for row in state.rows for column in state.columns}
    for value, count in said:
        for row, picked in value.items() if isinstance(value, dict) else ():
            for pick in picked if isinstance(picked, list) else [picked]:
                if (row, text(pick)) in counts:
                    counts[row, text(pick)] += count
    rows = {text(row.value): row.text for row in state.rows}
    columns = {text(column.value): column.text for column in state.columns}
    return [
        Option(value=column, label=columns[column], count=count, row=rows[row])
        for (row, column), count in counts.items()
    ]
