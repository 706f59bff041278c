"""How much came in and was answered, day by day in the site's zone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings

from feedback.queries.wait_filter import WaitFilter
from feedback.rules.names import Outcome
from insights.models import DailyVolume
from insights.models.daily_volume import COUNTS
from insights.queries.count import Count, count_of_waits
from insights.rules.periods import days, local_days

if TYPE_CHECKING:
    from datetime import date, datetime

    from insights.rules.periods import Period


@dataclass(frozen=True)
class Day:
    """First waits that started, were answered and were closed on one day."""

    date: date
    received: Count
    answered: Count
    closed: Count


def volume(period: Period, now: datetime) -> tuple[Day, ...]:
    """Return the days of the period up to today, from the roll-ups; quiet days are there too."""
    zone = ZoneInfo(settings.TIME_ZONE)
    today = now.astimezone(zone).date()
    listed = [day for day in local_days(period, zone) if day <= today]
    totals = _totals(listed) if listed else {}
    return tuple(_day(day, zone, totals.get(day, {})) for day in listed)


def _totals(listed: list[date]) -> dict[date, dict[str, int]]:
    totals: dict[date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
    rows = DailyVolume.objects.filter(day__range=(listed[0], listed[-1]))
    for row in rows.values("day", *COUNTS):
        for name in COUNTS:
            totals[row["day"]][name] += row[name]
    return totals


def _day(day: date, zone: ZoneInfo, total: dict[str, Any]) -> Day:
    span = days(day, day, zone)
    started = WaitFilter(first_only=True, started_from=span.start, started_to=span.end)
    answered, closed = (
        WaitFilter(first_only=True, ended_from=span.start, ended_to=span.end, outcome=outcome)
        for outcome in (Outcome.ANSWERED, Outcome.CLOSED)
    )
    return Day(
        date=day,
        received=count_of_waits(total.get("received", 0), started),
        answered=count_of_waits(total.get("answered", 0), answered),
        closed=count_of_waits(total.get("closed", 0), closed),
    )
