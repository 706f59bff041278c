"""When things happen: the rhythm of customers, of the desk, and of answers."""

from __future__ import annotations

import math
from bisect import bisect
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from random import Random

HOME = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
# How much is written in each hour of the day: little at night, most after lunch and in the evening.
BY_HOUR = (2, 1, 1, 1, 1, 1, 2, 4, 7, 10, 12, 11, 8, 9, 11, 12, 11, 9, 8, 10, 12, 11, 8, 4)
BY_WEEKDAY = (1.15, 1.05, 1.0, 1.0, 1.0, 0.6, 0.5)
SATURDAY = 5
# The desk: Hangzhou opens, Hamburg closes.
ON_WEEKDAYS, ON_WEEKENDS = (9, 24), (10, 18)


def moments(rng: Random, start: datetime, end: datetime, count: int) -> list[datetime]:
    """Draw moments between two, in order, by the rhythm of customers; no week stays empty by chance."""
    hours = [start + n * HOUR for n in range(math.ceil((end - start) / HOUR))]
    busy = list(accumulate(_busy(hour) for hour in hours))
    drawn = (bisect(busy, busy[-1] * (n + rng.random()) / count) for n in range(count))
    return sorted(min(hours[n] + HOUR * rng.random(), end) for n in drawn)


def wait(rng: Random, median: float, spread: float = 0.9) -> timedelta:
    """Draw a log-normal time of this many hours in the middle."""
    return HOUR * rng.lognormvariate(math.log(median), spread)


def at_the_desk(moment: datetime, rng: Random) -> datetime:
    """Return the moment, or one soon after the desk opens next."""
    local = moment.astimezone(HOME)
    opens, closes = ON_WEEKENDS if local.weekday() >= SATURDAY else ON_WEEKDAYS
    if opens <= local.hour < closes:
        return moment
    day = local if local.hour < opens else local + timedelta(days=1)
    opens = ON_WEEKENDS[0] if day.weekday() >= SATURDAY else ON_WEEKDAYS[0]
    morning = day.replace(hour=opens, minute=0, second=0, microsecond=0)
    return morning.astimezone(moment.tzinfo) + timedelta(minutes=rng.uniform(3, 110))


def _busy(hour: datetime) -> float:
    local = hour.astimezone(HOME)
    return BY_HOUR[local.hour] * BY_WEEKDAY[local.weekday()]
