"""Dates of the survey language: what a text, number or date stands for, in UTC."""

import math
import re
from datetime import UTC, datetime, timedelta

from surveys.rules.expressions.values import Value, is_empty, is_nan, milliseconds, text, to_float

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
    r"(?:T(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?\Z",
    re.ASCII,
)
_SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}
EXACT = ("days", *_SECONDS)
"""Units of one length, which a date that is none leaves without a number."""
_FIELDS = {"days": "day", "hours": "hour", "minutes": "minute", "seconds": "second"}
_YEAR_FIRST = re.compile(r"(\d{4})[/. ](\d{1,2})[/. -](\d{1,2})\Z", re.ASCII)
_BRIEF = re.compile(r"(\d{1,3})(?:[,/](\d{1,2})(?:[,/](\d{1,3}))?)?\Z", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z", re.ASCII)


def parse(value: str) -> datetime | None:
    """Read a date text; None when it names no moment."""
    value = value.strip()
    match = _ISO.match(value)
    if match:
        year, month, day, hour, minute, second, fraction, zone = match.groups()
        micro = int((fraction or "0").ljust(6, "0")[:6]) // 1000 * 1000
        parts = [int(part) for part in (year, month or 1, day or 1, hour or 0, minute or 0, second or 0)]
        return _moment(parts, micro, zone)
    if match := _YEAR_FIRST.match(value):
        return _moment([int(part) for part in match.groups()] + [0, 0, 0], 0, None)
    if match := _SLASHED.match(value):
        month, day, year = match.groups()
        return _moment([int(year), int(month), int(day), 0, 0, 0], 0, None)
    return _loose(value)


def _loose(value: str) -> datetime | None:
    """A month, a day and a year as far as they are said; without a year it is 2001."""
    match = _BRIEF.match(value)
    if match is None:
        return None
    month, day, year = (int(part) if part else 0 for part in match.groups())
    if month > 31 and not day:
        month, year = 1, month
    if year and year < 100:
        year += 1900 if year > 49 else 2000
    return _moment([year or 2001, month, day or 1, 0, 0, 0], 0, None)


def _moment(parts: list[int], micro: int, zone: str | None) -> datetime | None:
    try:
        year, month, day, hour, minute, second = parts
        if not 1 <= day <= 31:
            return None
        moment = datetime(year, month, 1, hour, minute, second, micro, tzinfo=UTC)
        moment += timedelta(days=day - 1)
        if zone and zone != "Z":
            sign = -1 if zone[0] == "+" else 1
            digits = zone[1:].replace(":", "")
            moment += sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    except (ValueError, OverflowError):
        return None
    return moment


def of(value: Value) -> datetime | None:
    """The moment a value stands for: a date itself, a text, or milliseconds since 1970."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, (str, list)):
        return parse(text(value))
    if isinstance(value, (int, float)):
        return since_epoch(float(value) if abs(value) < 1e17 else math.nan)
    return None


def since_epoch(millis: float) -> datetime | None:
    if is_nan(millis) or math.isinf(millis):
        return None
    try:
        return _EPOCH + timedelta(milliseconds=math.trunc(millis))
    except OverflowError:
        return None


def midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def add(moment: datetime, amount: Value, unit: str) -> datetime | None:
    """Move a date by whole units; days past a month's end roll over into the next."""
    span = to_float(amount)
    if is_nan(span) or math.isinf(span):
        return None
    try:
        if unit in ("years", "months"):
            months = math.trunc(span) * 12 if unit == "years" else _steps(moment.month - 1, span)
            return _shift_months(moment, months)
        if unit in _FIELDS:
            return moment + timedelta(**{unit: _steps(getattr(moment, _FIELDS[unit]), span)})
    except (OverflowError, ValueError):
        return None
    return moment


def _steps(field: int, span: float) -> int:
    """Whole steps from a field of a date by a broken span: what they come to is cut off, not the span."""
    return math.trunc(field + span) - field


def _shift_months(moment: datetime, months: int) -> datetime:
    total = moment.year * 12 + moment.month - 1 + months
    first = moment.replace(year=total // 12, month=total % 12 + 1, day=1)
    return first + timedelta(days=moment.day - 1)


def difference(start: datetime, end: datetime, unit: str) -> int:
    """Units between two dates; days count midnights, shorter units round up, years are the rest."""
    if unit == "days":
        return abs((midnight(end) - midnight(start)).days)
    if unit in _SECONDS:
        seconds = abs(milliseconds(end) - milliseconds(start)) / 1000
        return math.ceil(seconds / _SECONDS[unit])
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day < start.day:
        months -= 1
    return months if unit == "months" else math.trunc(months / 12)


def years_between(birth: datetime, today: datetime) -> int:
    """Full years; of a birth still to come, begun months count as whole ones."""
    years = today.year - birth.year
    if birth > today:
        return -((-years * 12 + birth.month - today.month + (birth.day > today.day)) // 12)
    return years if (today.month, today.day) >= (birth.month, birth.day) else years - 1


def is_blank(value: Value) -> bool:
    return not isinstance(value, datetime) and is_empty(value)
