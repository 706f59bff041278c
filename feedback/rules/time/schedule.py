"""What counts for a ticket over its life: first under one calendar, perhaps later under another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedback.rules.time.spans import FOREVER, without

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from feedback.rules.time.calendar import Calendar, Interval

FARTHEST = timedelta(days=366 * 10)
"""No target is looked for beyond this: a calendar that never opens leads nowhere, not to an endless loop."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """From `start` on the calendar counts; around the clock all time does; with neither nothing is known."""

    start: datetime
    calendar: Calendar | None = None
    around_the_clock: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it says what counts."""
        return self.around_the_clock or self.calendar is not None

    def as_of(self, at: datetime) -> Stretch:
        """Return the stretch with the calendar as it was to be at a moment."""
        return replace(self, calendar=self.calendar.as_of(at)) if self.calendar else self


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A span that counted, and the version of the calendar by which it did; None around the clock."""

    start: datetime
    end: datetime
    version: int | None

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True)
class Schedule:
    """The stretches in order; each ends where the next begins, the last never."""

    stretches: tuple[Stretch, ...]

    def __post_init__(self) -> None:
        """Refuse stretches out of order."""
        times = [stretch.start for stretch in self.stretches]
        if times != sorted(times):
            raise ValueError("stretches stand in order")

    def until(self, number: int) -> datetime:
        """Return where a stretch ends."""
        return self.stretches[number + 1].start if number + 1 < len(self.stretches) else FOREVER

    def covers(self, start: datetime, end: datetime) -> bool:
        """Whether something is known of all of [start, end); of an empty span nothing needs to be known."""
        if start >= end:
            return True
        touched = [s for n, s in enumerate(self.stretches) if s.start < end and self.until(n) > start]
        return bool(touched) and touched[0].start <= start and all(stretch.is_known for stretch in touched)

    def counted(self, start: datetime, end: datetime, pauses: Sequence[Interval] = ()) -> Iterator[Counted]:
        """Yield the spans of [start, end) that count; the pauses are a union."""
        for number, stretch in enumerate(self.stretches):
            begins, ends = max(start, stretch.start), min(end, self.until(number))
            for span, version in _open(stretch, begins, ends):
                for left in without(span, pauses):
                    yield Counted(start=left[0], end=left[1], version=version)

    def elapsed(self, start: datetime, end: datetime, pauses: Sequence[Interval] = ()) -> timedelta:
        """Return how much of [start, end) counts; nothing where the end lies before the start."""
        return sum((span.length for span in self.counted(start, end, pauses)), timedelta())

    def add(self, start: datetime, length: timedelta, pauses: Sequence[Interval] = ()) -> datetime | None:
        """Return the first moment by which so much has counted since `start`; None within ten years of none."""
        if length <= timedelta():
            return start
        left, end = length, start + FARTHEST
        if pauses and pauses[-1][1] >= end:
            end = pauses[-1][0]
        for span in self.counted(start, end, pauses):
            if left <= span.length:
                return span.start + left
            left -= span.length
        return None


def _open(stretch: Stretch, start: datetime, end: datetime) -> Iterator[tuple[Interval, int | None]]:
    if start >= end:
        return
    if stretch.around_the_clock:
        yield (start, end), None
    elif stretch.calendar is not None:
        for span, version in stretch.calendar.open_between(start, end):
            yield span, version.id
