"""Cells of a matrix as they come with answers handed over: a list where many picks fit, else a single one."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.rules.definition.model import MatrixQuestion
from surveys.rules.expressions import Expression
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.logic.dependence import inside
from surveys.rules.logic.working import Working

Cells = dict[str, Value]


def fit_cells(working: Working) -> None:
    """Write the cells anew, and remember how they came where survey-core keeps them so.

    It does with a matrix that had its rows before: some condition asks for a part of it, or it had a default.
    """
    matrices = [question for question in working.layout.questions if isinstance(question, MatrixQuestion)]
    asked = set(_asked_in_part(working.definition)) if matrices else set()
    for question in matrices:
        sent = working.data.get(question.key)
        if not question.rows or not isinstance(sent, dict):
            continue
        fitting = _fitting(question, sent)
        if fitting == sent:
            continue
        working.data[question.key] = fitting
        if question.key.lower() in asked or not is_empty(question.default_value):
            working.sent[question.key] = (fitting, sent)


def as_sent(working: Working) -> dict[str, Value]:
    """The answers, with cells nobody has changed since as they came."""
    kept = {key: sent for key, (fitting, sent) in working.sent.items() if working.data.get(key) == fitting}
    return {**working.data, **kept}


def _fitting(question: MatrixQuestion, cells: Mapping[str, Value]) -> Cells:
    if question.cell_type != "checkbox":
        return {row: said[0] if isinstance(said, list) else said for row, said in cells.items() if said != []}
    own = {str(row.value) for row in question.rows}
    if own.isdisjoint(cells):
        return dict(cells)
    return {row: said if isinstance(said, list) else [said] for row, said in cells.items()}


def _asked_in_part(part: Any) -> Iterator[str]:
    """What expressions ask a part of: `m` for `{m.row}`."""
    if isinstance(part, Expression):
        yield from (name.partition(".")[0].lower() for name in part.variables if "." in name)
    else:
        for inner in inside(part):
            yield from _asked_in_part(inner)
