"""Responses as a table: a column an answer or part of one, with codes that stay and labels that explain them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.rules.definition.model import ChoiceQuestion, MatrixQuestion, MultipleTextQuestion
from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import text
from surveys.rules.results.pooling import pools

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.rules.definition.model import Definition
    from surveys.rules.results.pooling import Pool
    from surveys.rules.state import QuestionState, State

SEVERAL = frozenset({"checkbox", "tagbox"})
OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Column:
    """`kind` says how a cell is made: scalar, picked (1 or 0), rest, rank, part, comment."""

    code: str
    title: str
    versions: tuple[int, ...]
    kind: str
    key: str
    part: str = ""
    labels: dict[str, str] = field(default_factory=dict)


def columns_of(definitions: Mapping[int, Definition], states: Mapping[int, State]) -> list[Column]:
    """The columns of all versions.

    Versions whose answers may be pooled share columns; those of an older question that a breaking change
    set apart end in `@` and their versions.
    """
    found: list[Column] = []
    seen: set[str] = set()
    for pool in pools(definitions):
        ending = f"@{'-'.join(str(number) for number in pool.versions)}" if pool.name in seen else ""
        seen.add(pool.name)
        found += _columns(pool, states, ending)
    return found


def cell(column: Column, version: int, answers: Mapping[str, Any]) -> Any:
    """What stands in a column for a response: a number, a text, or None where nothing was answered."""
    if version not in column.versions or column.key not in answers:
        return None
    value = answers[column.key]
    if column.kind == "picked":
        return int(column.part in map(text, value)) if isinstance(value, list) else None
    if column.kind == "rest":
        rest = [text(pick) for pick in value if text(pick) not in column.labels] if isinstance(value, list) else []
        return ", ".join(rest) or None
    if column.kind == "rank":
        order = [text(pick) for pick in value] if isinstance(value, list) else []
        return order.index(column.part) + 1 if column.part in order else None
    if column.kind == "part":
        return _plain(value.get(column.part)) if isinstance(value, dict) else None
    return _plain(value)


def labelled(column: Column, value: Any) -> Any:
    """The cell in words, where the survey has any for it."""
    return column.labels.get(text(value), value) if column.kind in ("scalar", "part") and value is not None else value


def _columns(pool: Pool, states: Mapping[int, State], ending: str) -> Iterator[Column]:
    known = states[pool.base].questions[pool.name]
    question, name = known.question, pool.name
    title = known.title or name

    def column(kind: str, part: str = "", words: str = "", **more: Any) -> Column:
        code = (f"{name}.{part}" if part else name) + ending
        return Column(
            code=code,
            title=f"{title}: {words}" if words else title,
            versions=tuple(pool.versions),
            kind=kind,
            key=more.pop("key", question.key),
            part=part,
            **more,
        )

    choices = _words(states, pool, "choices")
    if question.type in SEVERAL or (question.type == "imagepicker" and getattr(question, "is_multiple", False)):
        yield from (column("picked", value, words) for value, words in choices.items())
        yield column("rest", OTHER if OTHER not in choices else f"{OTHER}-text", labels=choices)
    elif question.type == "ranking":
        yield from (column("rank", value, words) for value, words in choices.items())
    elif isinstance(question, MatrixQuestion):
        labels = _words(states, pool, "columns")
        yield from (column("part", row, words, labels=labels) for row, words in _words(states, pool, "rows").items())
    elif isinstance(question, MultipleTextQuestion):
        yield from (column("part", item.name, choose(item.title, "") or item.name) for item in question.items)
    else:
        yield column("scalar", labels=choices)
    if question.has_comment or (isinstance(question, ChoiceQuestion) and question.has_other):
        yield Column(
            code=f"{name}-Comment{ending}",
            title=title,
            versions=tuple(pool.versions),
            kind="comment",
            key=question.comment_key,
        )


def _words(states: Mapping[int, State], pool: Pool, part: str) -> dict[str, str]:
    """The options of all versions of a question, in the newest words."""
    found: dict[str, str] = {}
    for number in [pool.base, *sorted(pool.versions, reverse=True)]:
        state: QuestionState = states[number].questions[pool.name]
        for option in getattr(state, part):
            found.setdefault(text(option.value), option.text)
    return found


def _plain(value: Any) -> Any:
    """A cell's own value: numbers stay numbers; what has parts becomes JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, list) and all(isinstance(item, (str, int, float)) for item in value):
        return ", ".join(text(item) for item in value)
    return json.dumps(value, ensure_ascii=False)
