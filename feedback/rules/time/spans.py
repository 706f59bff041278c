"""Sets of time as lists of half-open spans, in order and apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback.rules.time.calendar import Interval

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


def union(spans: Iterable[Interval]) -> list[Interval]:
    """Return the spans in order, those that touch or overlap as one."""
    found: list[Interval] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def without(span: Interval, pauses: Iterable[Interval]) -> list[Interval]:
    """Return what is left of a span; the pauses are a union."""
    start, end = span
    found: list[Interval] = []
    for pause_start, pause_end in pauses:
        if pause_end <= start:
            continue
        if pause_start >= end:
            break
        if start < pause_start:
            found.append((start, pause_start))
        start = max(start, pause_end)
    return [*found, (start, end)] if start < end else found


def gaps(spans: Iterable[Interval], start: datetime, end: datetime) -> list[Interval]:
    """Return what of [start, end) lies in none of the spans."""
    return without((start, end), union(spans))


def total(spans: Iterable[Interval]) -> timedelta:
    """Return the length of all spans together."""
    return sum((end - start for start, end in spans), timedelta())
