"""What became of those who wrote in a period, everyone counted."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from insights.rules.intervals import Share, share
from insights.rules.percentiles import ENOUGH
from insights.rules.survival import censored_median

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOURS = (1, 4, 8, 24, 72)
SECONDS = 3600


@dataclass(frozen=True)
class Durations:
    """Raw seconds of some waits: until the answer, or until now where none came."""

    answered: Sequence[float] = ()
    waiting: Sequence[float] = ()
    closed: Mapping[str, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """One wait of a small set: its seconds so far, and whether they ended with an answer."""

    seconds: float
    answered: bool


@dataclass(frozen=True)
class Headline:
    """The censored median in seconds: None while not reached; below ten the waits themselves.

    A case closed without an answer counts as still unanswered, so that closing never makes the
    figure better.
    """

    n: int
    median: float | None
    values: tuple[Seen, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether there are too few for a median."""
        return self.n < ENOUGH


@dataclass(frozen=True)
class Within:
    """Of all who wrote, how many had an answer after so many hours; `too_early` still could."""

    hours: int
    answered: int
    too_early: int
    share: Share | None


@dataclass(frozen=True)
class Cohort:
    """received = answered + waiting + closed without an answer."""

    received: int
    answered: int
    waiting: int
    closed: int
    reasons: Mapping[str, int]
    within: tuple[Within, ...]
    headline: Headline


def cohort(waits: Durations) -> Cohort:
    """Tell what became of the waits that started in a period."""
    answered, waiting = sorted(waits.answered), sorted(waits.waiting)
    reasons = {reason: len(ages) for reason, ages in sorted(waits.closed.items())}
    closed = sum(reasons.values())
    received = len(answered) + len(waiting) + closed
    return Cohort(
        received=received,
        answered=len(answered),
        waiting=len(waiting),
        closed=closed,
        reasons=reasons,
        within=tuple(_within(hours, answered, waiting, received) for hours in HOURS),
        headline=_headline(answered, sorted([*waiting, *chain(*waits.closed.values())])),
    )


def _within(hours: int, answered: Sequence[float], waiting: Sequence[float], received: int) -> Within:
    in_time = bisect_right(answered, hours * SECONDS)
    too_early = bisect_right(waiting, hours * SECONDS)
    return Within(hours, in_time, too_early, share(in_time, received))


def _headline(answered: Sequence[float], unanswered: Sequence[float]) -> Headline:
    n = len(answered) + len(unanswered)
    if n >= ENOUGH:
        return Headline(n, censored_median(answered, unanswered))
    seen = [*((age, True) for age in answered), *((age, False) for age in unanswered)]
    return Headline(n, None, tuple(Seen(*one) for one in sorted(seen)))
