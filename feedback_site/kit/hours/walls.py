"""From the clock on the wall to the moment: daylight saving is absolute time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=16_384)
def moment(zone: str, day: date, minutes: int) -> datetime:
    """Return when the clock on the wall first shows, or has passed, so many minutes after the day's midnight.

    In autumn that is the first of two; in spring, for a time that is left out, the moment of the leap.
    Later times never lead to earlier moments, so spans that do not overlap on the wall never overlap.
    """
    place = ZoneInfo(zone)
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    found = wall.replace(tzinfo=place).astimezone(UTC)
    if found.astimezone(place).replace(tzinfo=None) == wall:
        return found
    return _leap(place, found - timedelta(days=1), found, wall)


def _leap(place: ZoneInfo, before: datetime, after: datetime, wall: datetime) -> datetime:
    """Find the first second at which the wall shows `wall` or later."""
    while (gap := after - before) > timedelta(seconds=1):
        middle = before + timedelta(seconds=int(gap.total_seconds()) // 2)
        if middle.astimezone(place).replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return after
