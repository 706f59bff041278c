"""Computes all clocks of a ticket from its history: the definitions of response times as code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from feedback.rules.clocks.deadline import Deadline, deadline
from feedback.rules.clocks.targets import Counts, Target
from feedback.rules.time.spans import FOREVER, gaps, total, union

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from feedback.rules.clocks.history import History, Hold, Resolved
    from feedback.rules.time.calendar import Interval
    from feedback.rules.waits import Span


@dataclass(frozen=True, kw_only=True)
class WaitClock:
    """One wait: business time once it has ended and its calendars are known, and the promise."""

    number: int
    business: timedelta | None
    deadline: Deadline


@dataclass(frozen=True, kw_only=True)
class ResolutionClock:
    """One resolution: from the first customer message, by the calendar and in business time."""

    number: int
    elapsed: timedelta | None
    business: timedelta | None


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """All clocks; `requester` and `agent` sum what has ended: waits with holds, and waits alone."""

    waits: tuple[WaitClock, ...]
    resolutions: tuple[ResolutionClock, ...]
    resolution: Deadline
    requester: timedelta
    requester_business: timedelta | None
    agent: timedelta
    agent_business: timedelta | None
    due_at: datetime | None
    warn_at: datetime | None


def reckon(history: History) -> Clocks:
    """Return the clocks; the same history gives the same clocks whenever and wherever it is asked."""
    waits = tuple(_wait(history, span) for span in history.waits)
    promised = _resolution(history)
    agent = union(_ended(history.waits))
    requester = union([*_ended(history.waits), *_ended(history.holds)])
    running = _running(history, waits, promised)
    return Clocks(
        waits=waits,
        resolutions=tuple(_resolved(history, resolved) for resolved in history.resolutions),
        resolution=promised,
        requester=total(requester),
        requester_business=_business(history, requester),
        agent=total(agent),
        agent_business=_business(history, agent),
        due_at=min((found.due_at for found in running if found.due_at), default=None),
        warn_at=min((found.warn_at for found in running if found.warn_at), default=None),
    )


def pauses_of(history: History, counts: Counts) -> list[Interval]:
    """Return when the promise of a resolution stands still; the last pause may have no end yet."""
    start = history.started_at
    if start is None or counts == Counts.ALL:
        return []
    busy: list[Span | Hold] = list(history.waits)
    busy += [] if counts == Counts.AGENT else history.holds
    return gaps(((span.started_at, span.ended_at or FOREVER) for span in busy), start, FOREVER)


def counts_now(history: History) -> Counts:
    """Return which time the promise of a resolution counts under the last policy."""
    targets = history.regimes[-1].targets if history.regimes else None
    return targets.counts if targets else Counts.REQUESTER


def _wait(history: History, span: Span) -> WaitClock:
    target = Target.FIRST if span.number == 1 else Target.NEXT
    return WaitClock(
        number=span.number,
        business=_business(history, [(span.started_at, span.ended_at)]) if span.ended_at else None,
        deadline=deadline(history, target, start=span.started_at, end=span.ended_at),
    )


def _resolution(history: History) -> Deadline:
    start = history.started_at
    if start is None:
        return Deadline()
    end = history.closed_at or history.resolved_at
    pauses = pauses_of(history, counts_now(history))
    return deadline(history, Target.RESOLUTION, start=start, end=end, pauses=pauses)


def _resolved(history: History, resolved: Resolved) -> ResolutionClock:
    start = history.started_at
    end = _handed_over(history, resolved) if resolved.automatic else resolved.at
    if start is None or end < start:
        return ResolutionClock(number=resolved.number, elapsed=None, business=None)
    return ResolutionClock(number=resolved.number, elapsed=end - start, business=_business(history, [(start, end)]))


def _handed_over(history: History, resolved: Resolved) -> datetime:
    """An automatic resolution after silence counts from the answer that the customer left unanswered."""
    ends = [span.ended_at for span in history.waits if span.ended_at and span.ended_at <= resolved.at]
    return max(ends, default=resolved.at)


def _business(history: History, spans: Iterable[Interval]) -> timedelta | None:
    found = list(spans)
    if not all(history.schedule.covers(*span) for span in found):
        return None
    return sum((history.schedule.elapsed(*span) for span in found), timedelta())


def _ended(spans: Iterable[Span | Hold]) -> list[Interval]:
    return [(span.started_at, span.ended_at) for span in spans if span.ended_at is not None]


def _running(history: History, waits: tuple[WaitClock, ...], resolution: Deadline) -> list[Deadline]:
    if history.closed_at or history.resolved_at:
        return []
    still = [wait.deadline for wait, span in zip(waits, history.waits, strict=True) if span.ended_at is None]
    return [*still, resolution]
