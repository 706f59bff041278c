"""Which versions of a question may be counted together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.rules.versions.diff import Change, Impact, diff, worst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.definition.model import Definition, Question


@dataclass
class Pool:
    """Versions whose answers to a question are counted together; `base` is the newest, whose words are used."""

    name: str
    base: int
    versions: list[int]
    impact: Impact = Impact.COSMETIC
    kinds: list[str] = field(default_factory=list)


def pools(definitions: Mapping[int, Definition]) -> list[Pool]:
    """The pools of every question that any version asks, in the order of the newest version that asks it."""
    newest_first = sorted(definitions, reverse=True)
    compared: dict[tuple[int, int], list[Change]] = {}
    found: list[Pool] = []
    for name in _names(definitions, newest_first):
        asking = [number for number in newest_first if _asks(definitions[number], name)]
        while asking:
            pool = _pool(definitions, name, asking, compared)
            found.append(pool)
            asking = [number for number in asking if number not in pool.versions]
    return found


def _pool(
    definitions: Mapping[int, Definition], name: str, asking: list[int], compared: dict[tuple[int, int], list[Change]]
) -> Pool:
    base = asking[0]
    pool = Pool(name, base, [base])
    changes: list[Change] = []
    for number in asking[1:]:
        pair = (number, base)
        if pair not in compared:
            compared[pair] = diff(definitions[number], definitions[base])
        own = _about(definitions[base].question(name), compared[pair])
        if worst(own) is not Impact.BREAKING:
            pool.versions.append(number)
            changes += own
    pool.versions.sort()
    pool.impact = worst(changes)
    pool.kinds = sorted({change.kind for change in changes})
    return pool


def _about(question: Question, changes: list[Change]) -> list[Change]:
    """The changes at a question or inside it."""
    return [c for c in changes if c.path == question.path or c.path.startswith(f"{question.path}.")]


def _asks(definition: Definition, name: str) -> bool:
    return any(q.name == name and q.has_answer and q.type != "expression" for q in definition.questions())


def _names(definitions: Mapping[int, Definition], newest_first: list[int]) -> list[str]:
    ordered: dict[str, None] = {}
    for number in newest_first:
        for question in definitions[number].questions():
            if question.has_answer and question.type != "expression":
                ordered.setdefault(question.name)
    return list(ordered)
