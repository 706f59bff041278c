"""Finding the value a name stands for: `{q}`, `{q.part}`, `{list[0]}`, `{list.length}`."""

import re
from collections.abc import Mapping

from surveys.rules.expressions.values import ExpressionError, Value

_INDEX = re.compile(r"(.*)\[(-?\d{1,6})\]\Z", re.DOTALL)
_LENGTH = ".length"
MISSING = object()


def find(values: Mapping[str, Value], path: str) -> Value:
    """The value at a path; None where there is none. What has no length has length 0."""
    found = _find(values, path, 0)
    if found is not MISSING:
        return found
    return 0 if path.endswith(_LENGTH) else None


def _find(source: Value, path: str, depth: int) -> Value:
    if depth > 20:
        return MISSING
    found = member(source, path)
    if found is not MISSING:
        return found
    end = path.rfind(".")
    while end > 0:
        head = member(source, path[:end])
        if head is not MISSING and head is not None:
            found = _find(head, path[end + 1 :], depth + 1)
            if found is not MISSING:
                return found
        end = path.rfind(".", 0, end)
    return MISSING


def member(source: Value, name: str) -> Value:
    """A direct part of a value, by key (then ignoring case), index or length."""
    if isinstance(source, Mapping):
        if name in source:
            return source[name]
        lowered = name.lower()
        for key in source:
            if len(key) == len(name) and key.lower() == lowered:
                return source[key]
    elif isinstance(source, (list, str)) and name == "length":
        return len(source)
    elif isinstance(source, list):
        return _item(source, int(name)) if name.isdecimal() and len(name) < 7 else MISSING
    if name.endswith("]") and (match := _INDEX.match(name)):
        items = member(source, match[1])
        return _item(items, int(match[2])) if isinstance(items, list) else MISSING
    return MISSING


def _item(items: list[Value], index: int) -> Value:
    return items[index] if -len(items) <= index < len(items) else MISSING


class Values:
    """The plainest scope: a mapping of answers."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    def value(self, name: str) -> Value:
        return find(self._values, name)

    def display(self, name: str, given: Value = None) -> Value:  # noqa: ARG002 - nobody says
        raise ExpressionError(f"no survey says how {name} reads")

    def property(self, name: str, key: str) -> Value:  # noqa: ARG002 - values have none
        return None

    def comment(self, name: str, item: Value) -> Value:  # noqa: ARG002 - nor comments
        return None

    def is_ready(self, name: str) -> bool:  # noqa: ARG002 - nor is any of them a page
        return False

    def is_ordered(self, name: str) -> bool:  # noqa: ARG002 - nor a ranking
        return False
