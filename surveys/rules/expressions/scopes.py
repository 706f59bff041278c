"""Finding the value a name stands for: `{q}`, `{q.part}`, `{list[0]}`, `{list.length}`."""

import re
from collections.abc import Mapping
from functools import lru_cache

from surveys.rules.expressions.values import ExpressionError, Value

_INDEX = re.compile(r"(.*)\[([^\[\]]*)\]\Z", re.DOTALL)
_PLACE = re.compile(r"-?\d{1,6}\Z", re.ASCII)
_LENGTH = ".length"
MAX_PARTS = 40
MISSING = object()

Part = tuple[str, int | None]


def find(values: Mapping[str, Value], path: str) -> Value:
    """The value at a path; None where there is none. What has no length has length 0."""
    found = member(values, path) if path.isalnum() else follow(values, parts_of(path))
    if found is not MISSING:
        return found
    return 0 if path.endswith(_LENGTH) else None


@lru_cache(maxsize=4096)
def parts_of(path: str) -> tuple[Part, ...]:
    """What stands between the dots of a path, each with the place in a list that it asks for."""
    parts = path.split(".", MAX_PARTS)
    return tuple(_placed(part) for part in parts)


def _placed(part: str) -> Part:
    match = _INDEX.match(part)
    place = match[2].strip() if match else ""
    return (match[1], int(place)) if match and _PLACE.match(place) else (part, None)


def follow(source: Value, parts: tuple[Part, ...]) -> Value:
    """Step by step, by the longest name that is there; a place in a list ends a name."""
    at = 0
    while at < len(parts):
        name, index = parts[at]
        if index is None and at + 1 < len(parts):
            source, at = _step(source, parts, at)
            index = parts[at - 1][1]
        else:
            source, at = member(source, name), at + 1
        if source is MISSING:
            return MISSING
        if index is not None:
            source = _item(source, index) if isinstance(source, list) else MISSING
    return source


def _step(source: Value, parts: tuple[Part, ...], at: int) -> tuple[Value, int]:
    last = at
    while last + 1 < len(parts) and parts[last][1] is None:
        last += 1
    for end in range(last, at - 1, -1):
        found = member(source, ".".join([name for name, _ in parts[at : end + 1]]))
        if found is not MISSING:
            return found, end + 1
    return MISSING, at + 1


def member(source: Value, name: str) -> Value:
    """A direct part of a value, by key whatever its case, by place, or its length."""
    if not name:
        return MISSING
    if isinstance(source, Mapping):
        if name in source and len(source) == 1:
            return source[name]
        lowered = name.lower()
        for key, value in source.items():
            if len(key) == len(name) and key.lower() == lowered:
                return value
    elif isinstance(source, (list, str)) and name == "length":
        return len(source)
    elif isinstance(source, list) and name.isdecimal() and len(name) < 7:
        return _item(source, int(name))
    return MISSING


def _item(items: list[Value], index: int) -> Value:
    return items[index] if -len(items) <= index < len(items) else MISSING


class Values:
    """The plainest scope: a mapping of answers."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    def value(self, name: str) -> Value:
        return find(self._values, name.removeprefix("$"))

    def within(self, row: Mapping[str, Value]) -> "Values":
        """The scope of a condition on one object of a list, which knows nothing but that object."""
        return Values(row)

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
