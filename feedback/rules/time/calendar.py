"""A business calendar: versions of its hours, each valid from a moment on, so that history never moves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedback_site.kit.hours.walls import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedback_site.kit.hours.days import Day

Interval = tuple[datetime, datetime]
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Version:
    """Hours by weekday, Monday first, and the dates that differ: holidays, make-up workdays, exceptions."""

    id: int
    valid_from: datetime
    zone: str
    week: tuple[Day, ...]
    days: Mapping[date, Day] = field(default_factory=dict)
    _known: dict[date, tuple[Interval, ...]] = field(default_factory=dict, compare=False, repr=False)

    def hours_on(self, day: date) -> Day:
        """Return the hours that begin on a day of the local calendar."""
        return self.days.get(day, self.week[day.weekday()])

    def open_on(self, day: date) -> tuple[Interval, ...]:
        """Return the same as moments; what daylight saving leaves out is not there."""
        if day not in self._known:
            spans = ((moment(self.zone, day, a), moment(self.zone, day, b)) for a, b in self.hours_on(day))
            self._known[day] = tuple(span for span in spans if span[0] < span[1])
        return self._known[day]

    def open_between(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Yield what is open of [start, end), in order; touching and overlapping spans become one."""
        if start >= end:
            return
        zone = ZoneInfo(self.zone)
        day, last = start.astimezone(zone).date() - DAY, end.astimezone(zone).date()
        held: Interval | None = None
        while day <= last:
            for opens, closes in self.open_on(day):
                span = max(opens, start), min(closes, end)
                if span[0] >= span[1]:
                    continue
                if held and span[0] <= held[1]:
                    held = held[0], max(held[1], span[1])
                    continue
                if held:
                    yield held
                held = span
            day += DAY
        if held:
            yield held


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """All versions of a calendar in the order of their times; the first holds for all time before it too."""

    id: int
    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        """Refuse versions out of order."""
        times = [version.valid_from for version in self.versions]
        if not times or any(a >= b for a, b in pairwise(times)):
            raise ValueError("a calendar has versions, each later than the one before")

    def as_of(self, at: datetime) -> Calendar:
        """Return the calendar without the versions that begin after a moment."""
        kept = tuple(v for n, v in enumerate(self.versions) if n == 0 or v.valid_from <= at)
        return self if len(kept) == len(self.versions) else replace(self, versions=kept)

    def open_between(self, start: datetime, end: datetime) -> Iterator[tuple[Interval, Version]]:
        """Yield what is open of [start, end), each span with the version that says so."""
        for number, version in enumerate(self.versions):
            begins = start if number == 0 else max(start, version.valid_from)
            later = self.versions[number + 1 :]
            ends = min(end, later[0].valid_from) if later else end
            for span in version.open_between(begins, ends):
                yield span, version
