"""Which tickets a policy is for: a JSON object that names, per fact, the values that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN = ("channel", "priority", "tag", "team")
MOST = 50

Facts = dict[str, frozenset[str]]
"""What is so of a ticket: a fact may hold several values, such as tags."""


class BadConditionError(Exception):
    """A condition that cannot be read; the text names the part."""


def checked_condition(condition: Any) -> dict[str, list[str]]:
    """Return the condition in order, without what allows everything; raises BadConditionError."""
    if not isinstance(condition, dict):
        raise BadConditionError("condition")
    found = {}
    for fact, values in condition.items():
        if fact not in KNOWN or not isinstance(values, list) or len(values) > MOST:
            raise BadConditionError(str(fact)[:20])
        if not all(isinstance(value, str) and 0 < len(value) <= 100 for value in values):
            raise BadConditionError(fact)
        if values:
            found[fact] = sorted(set(values))
    return dict(sorted(found.items()))


def matches(condition: Mapping[str, list[str]], facts: Mapping[str, frozenset[str]]) -> bool:
    """Whether each fact that the condition names has one of its values; an empty one fits every ticket."""
    return all(facts.get(fact, frozenset()) & set(values) for fact, values in condition.items())
