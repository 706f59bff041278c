"""When somebody must be told of a target, and what has been said already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from feedback.rules.clocks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from feedback.rules.clocks.history import History
    from feedback.rules.clocks.reckon import Clocks


class Level(StrEnum):
    """How urgent it is."""

    WARNED = "warned"
    BREACHED = "breached"


Key = tuple[str, int, str]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A thing to tell: of which target, when, and by when it was promised."""

    target: Target
    number: int
    level: Level
    at: datetime
    due_at: datetime

    @property
    def key(self) -> Key:
        """What makes it the same thing."""
        return self.target.value, self.number, self.level.value


def marks_ahead(history: History, clocks: Clocks, told: Collection[Key]) -> list[Mark]:
    """Return what is still to be told of the promises that run, the earliest first."""
    return sorted((mark for mark in _marks(history, clocks) if mark.key not in told), key=lambda mark: mark.at)


def _marks(history: History, clocks: Clocks) -> Iterator[Mark]:
    if history.closed_at or history.resolved_at:
        return
    running = [
        (Target.FIRST if clock.number == 1 else Target.NEXT, clock.number, clock.deadline)
        for clock, span in zip(clocks.waits, history.waits, strict=True)
        if span.ended_at is None
    ]
    for target, number, found in [*running, (Target.RESOLUTION, 1, clocks.resolution)]:
        if found.due_at is None or found.warn_at is None:
            continue
        if found.warn_at < found.due_at:
            yield Mark(target=target, number=number, level=Level.WARNED, at=found.warn_at, due_at=found.due_at)
        yield Mark(target=target, number=number, level=Level.BREACHED, at=found.due_at, due_at=found.due_at)
