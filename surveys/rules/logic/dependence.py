"""Whether an answer may change what stands beside it on the same page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from surveys.rules.definition.model import Definition, Panel, Question
from surveys.rules.definition.texts import Text
from surveys.rules.expressions import Expression

PIPED = re.compile(r"\{([^{}]*)\}")
ACTING = frozenset({"setvalue", "copyvalue", "runexpression"})
CHECKED_LATER = frozenset({"validators", "cosmetic", "source", "json"})


def is_live(definition: Definition, panels: tuple[Panel, ...]) -> bool:
    """Whether anything in these panels, or a trigger, looks at an answer given there; sooner yes than no."""
    answers = {_root(name) for panel in panels for question in panel.questions() for name in _called(question)}
    looked_at = set(_names(panels))
    computed = {value.name.lower(): set(_names(value.expression)) for value in definition.calculated}
    waiting = list(looked_at & computed.keys())
    while waiting:
        found = computed.pop(waiting.pop(), set()) - looked_at
        looked_at |= found
        waiting += found & computed.keys()
    acting = (trigger for trigger in definition.triggers if trigger.kind in ACTING)
    return not answers.isdisjoint(looked_at.union(*(set(_names(trigger.expression)) for trigger in acting)))


def _called(question: Question) -> tuple[str, str]:
    return question.key, question.name


def _names(part: Any) -> Iterator[str]:
    """The first words of all that expressions and texts look at."""
    if isinstance(part, Expression):
        yield from map(_root, part.variables)
    elif isinstance(part, str):
        yield from map(_root, PIPED.findall(part))
    else:
        for inner in inside(part):
            yield from _names(inner)


def inside(part: Any) -> Iterable[Any]:
    """What a piece of a definition holds that may look at answers before they are checked."""
    if isinstance(part, Text):
        return part.by_locale.values()
    if isinstance(part, tuple):
        return part
    if is_dataclass(part):
        return [getattr(part, field.name) for field in fields(part) if field.name not in CHECKED_LATER]
    return ()


def _root(name: str) -> str:
    return re.split(r"[.\[-]", name.strip().lstrip("$#"), maxsplit=1)[0].lower()
