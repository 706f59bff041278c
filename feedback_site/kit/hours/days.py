"""Hours of a day as people write them: `09:00–12:00, 13:30–18:00`, over midnight `22:00–06:00+1`."""

from __future__ import annotations

import re
from itertools import pairwise

MINUTES = 24 * 60
WEEK = 7
MOST_SPANS = 8
MOST_LETTERS = 200
SEPARATORS = re.compile(r"[,;，；、\n]")
SPAN = re.compile(r"(\d{1,2})[:：](\d\d)\s*(?:-|–|—|~|～|至|到|to)\s*(\d{1,2})[:：](\d\d)\s*(\+\s*1)?")

Hours = tuple[int, int]
"""Minutes after the day's midnight [opens, closes); over midnight `closes` lies beyond 1440."""
Day = tuple[Hours, ...]


class BadHoursError(Exception):
    """Hours that make no sense; `code` says why, `text` holds the words in question."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


def read_day(text: str) -> Day:
    """Return the spans in order, none for an empty text; raises BadHoursError."""
    if len(text) > MOST_LETTERS:
        raise BadHoursError("unreadable", text[:20])
    parts = [part.strip() for part in SEPARATORS.split(text)]
    return checked_day(tuple(_span(part) for part in parts if part))


def checked_day(spans: Day) -> Day:
    """Return the spans in order; raises BadHoursError for an overlap or too many."""
    if len(spans) > MOST_SPANS:
        raise BadHoursError("too_many")
    for opens, closes in spans:
        if not 0 <= opens < MINUTES or not opens < closes <= opens + MINUTES:
            raise BadHoursError("backwards", write_span((opens, closes)))
    ordered = tuple(sorted(spans))
    for earlier, later in pairwise(ordered):
        if later[0] < earlier[1]:
            raise BadHoursError("overlap", f"{write_span(earlier)}, {write_span(later)}")
    return ordered


def checked_week(week: tuple[Day, ...]) -> tuple[Day, ...]:
    """Return the week, Monday first; raises BadHoursError when a night runs into the next day's hours."""
    days = tuple(checked_day(day) for day in week)
    if len(days) != WEEK:
        raise BadHoursError("unreadable")
    if not any(days):
        raise BadHoursError("never_open")
    for number, day in enumerate(days):
        following = days[(number + 1) % WEEK]
        if day and following and day[-1][1] - MINUTES > following[0][0]:
            raise BadHoursError("overlap", f"{write_span(day[-1])}, {write_span(following[0])}")
    return days


def write_day(day: Day) -> str:
    """Return the hours as `read_day` reads them."""
    return ", ".join(write_span(span) for span in day)


def write_span(span: Hours) -> str:
    """Return one span in words that need no language."""
    opens, closes = span
    tail = "+1" if closes > MINUTES else ""
    return f"{_clock(opens)}–{_clock(closes - MINUTES if tail else closes)}{tail}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _span(text: str) -> Hours:
    found = SPAN.fullmatch(text)
    if found is None:
        raise BadHoursError("unreadable", text[:20])
    opens, closes = _minutes(found[1], found[2], text), _minutes(found[3], found[4], text)
    if found[5]:
        closes += MINUTES
    if not opens < closes <= opens + MINUTES or opens >= MINUTES:
        raise BadHoursError("backwards", text)
    return opens, closes


def _minutes(hour: str, minute: str, text: str) -> int:
    found = int(hour) * 60 + int(minute)
    if int(minute) >= 60 or found > MINUTES:
        raise BadHoursError("unreadable", text)
    return found
