"""When somebody is in: hours of the week on a clock of their own, absences, and room for one more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedback_site.kit.hours.walls import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedback_site.kit.hours.days import Day

Interval = tuple[datetime, datetime]
DAY = timedelta(days=1)
MOST_ROOM = 1000
LOOK_AHEAD = 15
"""Days within which a week's hours begin again for certain, whatever the day that they begin on."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Spans by weekday, Monday first, on the wall of a zone; a week without days means at any time."""

    zone: str
    week: tuple[Day, ...] = ()

    def __contains__(self, at: datetime) -> bool:
        """Whether these are hours of work."""
        return not self.week or any(start <= at < end for start, end in self._around(at, 1))

    def next_start(self, at: datetime) -> datetime | None:
        """Return the moment itself inside the hours, else the next beginning; None where there is none."""
        if at in self:
            return at
        return next((start for start, _end in self._around(at, LOOK_AHEAD) if start > at), None)

    def _around(self, at: datetime, days: int) -> Iterator[Interval]:
        day = at.astimezone(ZoneInfo(self.zone)).date() - DAY
        for _number in range(days + 1):
            for opens, closes in self.week[day.weekday()]:
                yield moment(self.zone, day, opens), moment(self.zone, day, closes)
            day += DAY


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of somebody's time: nothing said means always in, with room for any number."""

    hours: Hours | None = None
    absences: tuple[Interval, ...] = ()
    capacity: int | None = None

    def away_until(self, at: datetime) -> datetime | None:
        """Return the end of the absence around a moment, with those that follow it at once; None when not away."""
        end = at
        for start, back in sorted(self.absences):
            if start <= end < back:
                end = back
        return end if end > at else None

    def is_in(self, at: datetime) -> bool:
        """Whether the person works at a moment."""
        return self.away_until(at) is None and (self.hours is None or at in self.hours)

    def comes_in(self, at: datetime) -> datetime | None:
        """Return when the person works next: the moment itself when in; None where that cannot be said."""
        found: datetime | None = at
        while found is not None and not self.is_in(found):
            back = self.away_until(found) or found
            found = self.hours.next_start(back) if self.hours else back
        return found

    def has_room(self, load: int, most: int | None = None) -> bool:
        """Whether one more fits, by what the person takes and by what whoever gives allows: the lesser counts."""
        return all(load < bound for bound in (self.capacity, most) if bound is not None)

    def may_take(self, at: datetime, *, load: int, most: int | None = None) -> bool:
        """Whether something may be given to the person now."""
        return self.is_in(at) and self.has_room(load, most)
