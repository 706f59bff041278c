"""What became of those who wrote in a period, and what was answered in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from feedback.models.words import WORDS
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.names import Outcome, Reason
from insights.queries.count import Count, count_of_waits
from insights.queries.durations import durations
from insights.rules.cohort import Cohort, Headline, cohort
from insights.rules.percentiles import Summary, summary

if TYPE_CHECKING:
    from datetime import datetime

    from insights.rules.cohort import Within
    from insights.rules.intervals import Share
    from insights.rules.periods import Period


@dataclass(frozen=True)
class ReasonCount:
    """How many were closed without an answer for one reason."""

    reason: str
    label: Any
    count: Count


@dataclass(frozen=True)
class WithinCount:
    """How many of all received had an answer after so many hours."""

    hours: int
    answered: Count
    too_early: Count
    share: Share | None


@dataclass(frozen=True)
class Received:
    """The cohort view: waits that started in the period, followed until now."""

    received: Count
    answered: Count
    waiting: Count
    closed: Count
    reasons: tuple[ReasonCount, ...]
    within: tuple[WithinCount, ...]
    headline: Headline


@dataclass(frozen=True)
class Responses:
    """The period view: waits that ended in the period; times are of the answered alone."""

    answered: Count
    closed: Count
    times: Summary


def cohort_of(period: Period, now: datetime) -> Cohort:
    """Return what became of those who wrote in the period, as bare numbers."""
    return cohort(durations(_started_in(period).waits(), now))


def received(period: Period, now: datetime) -> Received:
    """Return what became of those who wrote in the period; every number opens its list."""
    total = cohort_of(period, now)
    these = _started_in(period)
    closed = replace(these, outcome=Outcome.CLOSED)
    return Received(
        received=count_of_waits(total.received, these),
        answered=count_of_waits(total.answered, replace(these, outcome=Outcome.ANSWERED)),
        waiting=count_of_waits(total.waiting, replace(these, open_only=True)),
        closed=count_of_waits(total.closed, closed),
        reasons=tuple(
            ReasonCount(reason, WORDS[Reason(reason)], count_of_waits(n, replace(closed, reason=reason)))
            for reason, n in total.reasons.items()
        ),
        within=tuple(_within(one, these, now) for one in total.within),
        headline=total.headline,
    )


def responses(period: Period, now: datetime) -> Responses:
    """Return what ended in the period."""
    these = WaitFilter(first_only=True, ended_from=period.start, ended_to=period.end)
    found = durations(these.waits(), now)
    closed = sum(len(ages) for ages in found.closed.values())
    return Responses(
        answered=count_of_waits(len(found.answered), replace(these, outcome=Outcome.ANSWERED)),
        closed=count_of_waits(closed, replace(these, outcome=Outcome.CLOSED)),
        times=summary(found.answered),
    )


def _started_in(period: Period) -> WaitFilter:
    return WaitFilter(first_only=True, started_from=period.start, started_to=period.end)


def _within(one: Within, these: WaitFilter, now: datetime) -> WithinCount:
    answered = replace(these, outcome=Outcome.ANSWERED, within_hours=float(one.hours))
    young = max(now - timedelta(hours=one.hours), these.started_from or now)
    too_early = replace(these, open_only=True, started_from=young)
    return WithinCount(
        hours=one.hours,
        answered=count_of_waits(one.answered, answered),
        too_early=count_of_waits(one.too_early, too_early),
        share=one.share,
    )
