"""What became of those who wrote in a period, everyone counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from insights.rules.intervals import Share, share
from insights.rules.percentiles import ENOUGH
from insights.rules.survival import censored_median

if TYPE_CHECKING:
    from collections.abc import Sequence

HOURS = (1, 4, 8, 24, 72)


class RawWait(NamedTuple):
    """One wait as stored; `reason` is set when it was closed without an answer."""

    started_at: datetime
    ended_at: datetime | None
    reason: str | None

    @property
    def is_answered(self) -> bool:
        """Whether a person answered."""
        return self.ended_at is not None and self.reason is None


class Seen(NamedTuple):
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
    def is_reached(self) -> bool:
        """Whether half of them have an answer by now."""
        return self.median is not None


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
    reasons: dict[str, int]
    within: tuple[Within, ...]
    headline: Headline


def cohort(waits: Sequence[RawWait], now: datetime) -> Cohort:
    """Follow the waits that started in a period up to `now`."""
    reasons = Counter(wait.reason for wait in waits if wait.reason is not None)
    waiting = sum(wait.ended_at is None for wait in waits)
    return Cohort(
        received=len(waits),
        answered=len(waits) - waiting - reasons.total(),
        waiting=waiting,
        closed=reasons.total(),
        reasons=dict(sorted(reasons.items())),
        within=tuple(_within(waits, hours, now) for hours in HOURS),
        headline=headline(waits, now),
    )


def headline(waits: Sequence[RawWait], now: datetime) -> Headline:
    """Return the headline of these waits."""
    seen = [_seen(wait, now) for wait in waits]
    few = len(seen) < ENOUGH
    return Headline(
        n=len(seen),
        median=None if few else censored_median(seen),
        values=tuple(sorted(seen)) if few else (),
    )


def _seen(wait: RawWait, now: datetime) -> Seen:
    end = wait.ended_at if wait.ended_at is not None and wait.reason is None else now
    return Seen((end - wait.started_at).total_seconds(), wait.is_answered)


def _within(waits: Sequence[RawWait], hours: int, now: datetime) -> Within:
    limit = timedelta(hours=hours)
    answered = sum(
        wait.ended_at is not None and wait.reason is None and wait.ended_at - wait.started_at <= limit for wait in waits
    )
    too_early = sum(wait.ended_at is None and now - wait.started_at <= limit for wait in waits)
    return Within(hours, answered, too_early, share(answered, len(waits)))
