"""Reads the raw durations of waits, one row of arrays for each way they ended."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, F, FloatField, Func, Value, When

from feedback.rules.names import Outcome
from insights.rules.cohort import Durations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from feedback.models.wait import WaitQuerySet


class Seconds(Func):
    """The length of an interval in seconds, microseconds included."""

    template = "EXTRACT(EPOCH FROM %(expressions)s)::float8"
    output_field = FloatField()


def durations(waits: WaitQuerySet, now: datetime) -> Durations:
    """Return the seconds of these waits: until their answer, or until now without one."""
    rows = waits.order_by().values("outcome", "reason").annotate(seconds=_ages(now))
    return _sorted_out(rows)


def durations_by(group: Any, waits: WaitQuerySet, now: datetime) -> dict[Any, Durations]:
    """Return the same for each value of an expression, with one read."""
    rows = waits.order_by().values("outcome", "reason", group=group).annotate(seconds=_ages(now))
    groups = defaultdict(list)
    for row in rows:
        groups[row["group"]].append(row)
    return {value: _sorted_out(found) for value, found in sorted(groups.items())}


def _ages(now: datetime) -> ArrayAgg:
    """A closing is not an answer: what was closed without one is followed until now."""
    answered_at = Case(When(outcome=Outcome.ANSWERED, then=F("ended_at")), default=Value(now))
    return ArrayAgg(Seconds(answered_at - F("started_at")))


def _sorted_out(rows: Iterable[Mapping[str, Any]]) -> Durations:
    answered: list[float] = []
    waiting: list[float] = []
    closed: dict[str, list[float]] = {}
    for row in rows:
        if row["outcome"] is None:
            waiting = row["seconds"]
        elif row["outcome"] == Outcome.ANSWERED:
            answered = row["seconds"]
        else:
            closed[row["reason"]] = row["seconds"]
    return Durations(answered, waiting, closed)
