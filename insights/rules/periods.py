"""Half-open stretches of time, cut at local midnights of an IANA zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAYS_OF_WEEK = 7
DIGEST_HOUR = time(9)
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Period:
    """From `start` up to, not including, `end`."""

    start: datetime
    end: datetime

    @property
    def last_moment(self) -> datetime:
        """The end as people name it: the last day counts."""
        return self.end - MOMENT

    def is_whole_days(self, zone: ZoneInfo) -> bool:
        """Whether both ends are midnights of the zone."""
        ends = (self.start, self.end)
        return all(end == midnight(end.astimezone(zone).date(), zone) for end in ends)


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


def moved_digest(due: datetime, old: ZoneInfo, new: ZoneInfo) -> datetime:
    """Return the same Monday's 9:00 in the zone that a person moved to."""
    return moment(due.astimezone(old).date(), DIGEST_HOUR, new)


def week_up_to(now: datetime) -> Period:
    """Return the seven days up to and including this minute, so that asking twice is one window."""
    end = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return Period(end - timedelta(days=DAYS_OF_WEEK), end)


def week_so_far(now: datetime, zone: ZoneInfo) -> Period:
    """Return the local week that is not over yet."""
    monday = _monday(now.astimezone(zone).date())
    return days(monday, monday + timedelta(days=DAYS_OF_WEEK - 1), zone)


def before(period: Period, zone: ZoneInfo) -> Period:
    """Return as many local days as the period has, up to its start."""
    start, end = period.start.astimezone(zone), period.end.astimezone(zone)
    length = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return Period((start - length).astimezone(UTC), period.start)


def local_days(period: Period, zone: ZoneInfo) -> tuple[date, ...]:
    """Return the local days that the period touches."""
    first = period.start.astimezone(zone).date()
    last = period.last_moment.astimezone(zone).date()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
