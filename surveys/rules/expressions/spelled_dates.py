"""Dates as people spell them ("Jan 5, 2020", "12/31/99 11:30 PM"), read the lenient way browsers do.

Numbers are a day, a month and a year, or parts of a time where a colon says so; words before the first
number are overlooked unless they touch it; two places stand for 1950 to 2049; without a year it is 2001.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_TOKEN = re.compile(r"(?P<number>[0-9]+)|(?P<word>[A-Za-z]+)|(?P<blank>\s+)|(?P<mark>.)", re.ASCII | re.DOTALL)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    "utc": 0, "gmt": 0, "ut": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_LONGEST = 100
_AFTER_TIME = ("", " ", "z", "+", "-")


class _UnreadableError(Exception):
    """These words name no moment."""


@dataclass(slots=True)
class _Reader:
    """Takes one token after the other."""

    tokens: list[tuple[str, str]]
    at: int = 0
    days: list[int] = field(default_factory=list)
    month: int | None = None
    clock: list[int] = field(default_factory=list)
    millis: int = 0
    is_clock_done: bool = False
    half: int | None = None
    zone_hours: int | None = None
    zone_minutes: int | None = None
    zone_sign: int = 1
    has_number: bool = False

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def skip(self, mark: str) -> bool:
        is_there = self.peek() == ("mark", mark)
        self.at += is_there
        return is_there

    def read(self) -> None:
        while self.at < len(self.tokens):
            kind, written = self.peek()
            self.at += 1
            if kind == "number":
                self._number(int(written[:9]))
                self.has_number = True
            elif kind == "word":
                self._word(written.lower()[:3])
            elif kind == "mark":
                self._mark(written)

    def _number(self, number: int) -> None:
        expects = bool(self.clock) and not self.is_clock_done and number < 60
        if self.skip(":"):
            if self.is_clock_done or len(self.clock) > 2:
                raise _UnreadableError
            self.clock.append(number)
        elif expects and self.peek() == ("mark", ".") and len(self.clock) == 2:
            self.at += 1
            self.clock.append(number)
            self._finish_clock(self._fraction())
        elif self.zone_hours is not None and self.zone_minutes is None and number < 60:
            self.zone_minutes = number
        elif expects:
            self.clock.append(number)
            self._finish_clock(0)
            if self.peek()[1][:1].lower() not in _AFTER_TIME and not self.peek()[1].isspace():
                raise _UnreadableError
        else:
            if len(self.days) == 3:
                raise _UnreadableError
            self.days.append(number)
            self.skip("-")

    def _fraction(self) -> int:
        kind, written = self.peek()
        if kind != "number":
            raise _UnreadableError
        self.at += 1
        return int(written[:3].ljust(3, "0"))

    def _finish_clock(self, millis: int) -> None:
        self.millis, self.is_clock_done = millis, True

    def _word(self, word: str) -> None:
        if word in ("am", "pm") and self.clock:
            self.half = 12 if word == "pm" else 0
        elif word in _MONTHS:
            self.month = _MONTHS.index(word) + 1
            self.skip("-")
        elif word in _ZONES and self.has_number:
            self.zone_hours, self.zone_minutes, self.zone_sign = abs(_ZONES[word]), 0, -1 if _ZONES[word] < 0 else 1
        elif self.has_number or self.peek()[0] == "number":
            raise _UnreadableError

    def _mark(self, mark: str) -> None:
        is_in_utc = self.zone_hours == 0 and self.zone_minutes == 0
        if mark in "+-" and (is_in_utc or self.clock):
            self._zone(1 if mark == "+" else -1)
        elif mark in "+-)" and self.has_number:
            raise _UnreadableError
        elif mark == "(":
            while self.at < len(self.tokens) and not self.skip(")"):
                self.at += 1

    def _zone(self, sign: int) -> None:
        kind, written = self.peek()
        digits = written if kind == "number" else ""
        self.at += kind == "number"
        self.zone_sign, self.has_number = sign, True
        if self.peek() == ("mark", ":"):
            self.zone_hours, self.zone_minutes = int(digits or 0), None
            self.at += 1
        elif 1 <= len(digits) <= 4:
            whole = int(digits)
            self.zone_hours, self.zone_minutes = divmod(whole, 100) if len(digits) > 2 else (whole, 0)
        else:
            raise _UnreadableError

    def moment(self) -> datetime:
        """What was read, put together."""
        if not self.days:
            raise _UnreadableError
        year, month, day = self._date()
        hour, minute, second = [*self.clock, 0, 0, 0][:3]
        if self.half is not None:
            if not hour <= 12:
                raise _UnreadableError
            hour = hour % 12 + self.half
        is_midnight = (hour, minute, second, self.millis) == (24, 0, 0, 0)
        if not (1 <= month <= 12 and 1 <= day <= 31 and minute < 60 and second < 60 and (hour < 24 or is_midnight)):
            raise _UnreadableError
        start = datetime(year, month, 1, tzinfo=UTC) + timedelta(days=day - 1, hours=hour, minutes=minute)
        shift = timedelta(hours=self.zone_hours or 0, minutes=self.zone_minutes or 0)
        return start + timedelta(seconds=second, milliseconds=self.millis) - self.zone_sign * shift

    def _date(self) -> tuple[int, int, int]:
        """Year, month and day: a number no day can have comes first only as a year."""
        first, second, third = [*self.days, 1, 1][:3]
        is_year_first = not 1 <= first <= 31
        if self.month is not None:
            year, month, day = (first, self.month, second) if is_year_first else (second, self.month, first)
        else:
            year, month, day = (first, second, third) if is_year_first else (third, first, second)
        if 0 <= year < 100:
            year += 2000 if year < 50 else 1900
        return year, month, day


def _tokens(written: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(written):
        yield match.lastgroup or "", match[0]


def read_spelled(written: str) -> datetime | None:
    """The moment a text spells; None when it spells none."""
    if len(written) > _LONGEST:
        return None
    reader = _Reader(list(_tokens(written)))
    try:
        reader.read()
        return reader.moment()
    except (_UnreadableError, ValueError, OverflowError):
        return None
