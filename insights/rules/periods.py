"""Half-open stretches of time, cut at local midnights of an IANA zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAYS_OF_WEEK = 7
DIGEST_HOUR = time(9)


@dataclass(frozen=True)
class Period:
    """From `start` up to, not including, `end`."""

    start: datetime
    end: datetime


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return a local time in UTC; one that the clocks skip is read with the offset before."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which a local day begins."""
    return moment(day, time(0), zone)


def days(first: date, last: date, zone: ZoneInfo) -> Period:
    """Return the local days from `first` to `last`, both included."""
    return Period(midnight(first, zone), midnight(last + timedelta(days=1), zone))


def last_days(count: int, now: datetime, zone: ZoneInfo) -> Period:
    """Return the last `count` local days, today included."""
    today = now.astimezone(zone).date()
    return days(today - timedelta(days=count - 1), today, zone)


def last_full_week(now: datetime, zone: ZoneInfo) -> Period:
    """Return the newest ISO week, Monday to Sunday, that is over at `now`."""
    monday = _monday(now.astimezone(zone).date())
    return days(monday - timedelta(days=DAYS_OF_WEEK), monday - timedelta(days=1), zone)


def next_digest(after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first Monday 9:00, local time, that is later than `after`."""
    monday = _monday(after.astimezone(zone).date())
    this_week = moment(monday, DIGEST_HOUR, zone)
    if this_week > after:
        return this_week
    return moment(monday + timedelta(days=DAYS_OF_WEEK), DIGEST_HOUR, zone)


def local_days(period: Period, zone: ZoneInfo) -> tuple[date, ...]:
    """Return the local days that the period touches."""
    first = period.start.astimezone(zone).date()
    last = (period.end - timedelta(microseconds=1)).astimezone(zone).date()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
