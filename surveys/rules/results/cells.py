"""What one complete response adds to the results: cells that are counted once and read ever after."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from surveys.rules.instruments.scoring import own_value
from surveys.rules.results.tables import OTHERS, is_closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.rules.definition.model import Definition, Question

WHOLE, OVER, LATE = "whole", "over", "late"
ANSWER, ABSENT, SCORE = "answer", "absent", "score"
LONGEST = 200
"""Longer values are counted as something else, for a table has no room for them."""

Cell = tuple[str, str, str]
"""Kind, key and value."""


def cells_of(
    definition: Definition,
    *,
    answers: Mapping[str, Any],
    absent: Mapping[str, str],
    quality: Mapping[str, Any],
    instrument: str = "",
    items: Sequence[str] = (),
) -> Iterator[Cell]:
    """The cells; what is over a limit or late adds only that it is. `items` are those of a locked instrument."""
    labels = [label for label in (OVER, LATE) if quality.get(label)]
    if labels:
        yield from ((label, "", "") for label in labels)
        return
    yield WHOLE, "", ""
    yield from ((ABSENT, name, why) for name, why in absent.items())
    for question in definition.questions():
        if question.key in answers and is_closed(question):
            for atom in _atoms(question, answers[question.key]):
                written = json.dumps(atom, ensure_ascii=False, sort_keys=True)
                yield ANSWER, question.key, written if len(written) <= LONGEST else json.dumps(OTHERS)
    sheet = [answers.get(item) for item in items]
    if any(value is not None for value in sheet):
        value = own_value(instrument, sheet)
        yield SCORE, instrument, "" if value is None else json.dumps(value)


def _atoms(question: Question, value: Any) -> list[Any]:
    """The parts of an answer that are counted: each tick, the first place of a ranking, each row of a matrix."""
    if isinstance(value, list):
        return value[:1] if question.type == "ranking" else value
    if isinstance(value, dict):
        return [
            {row: pick} for row, picked in value.items() for pick in (picked if isinstance(picked, list) else [picked])
        ]
    return [value]
