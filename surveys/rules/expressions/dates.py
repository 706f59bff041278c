"""Dates of the survey language: what a text, number or date stands for, in UTC."""

import math
import re
from datetime import UTC, datetime, timedelta

from surveys.rules.expressions.spelled_dates import read_spelled
from surveys.rules.expressions.values import (
    NO_MOMENT,
    NoMoment,
    Value,
    is_empty,
    is_nan,
    milliseconds,
    text,
    to_float,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
    r"(?:T(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?"
    r"(Z|[+-]\d{2}:?\d{2})?\Z",
    re.ASCII,
)
_SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}
EXACT = ("months", "days", *_SECONDS)
"""Units whose number a date that is none leaves without one; of the others it is none."""
_FIELDS = {"days": "day", "hours": "hour", "minutes": "minute", "seconds": "second"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse(value: str) -> datetime | None:
    """Read a date text; None when it names no moment. Where a day is written the exact way, all of it must be."""
    match = _ISO.match(value)
    if match is None:
        return None if _DAY.search(value) else read_spelled(value)
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    micro = int((fraction or "0").ljust(6, "0")[:6]) // 1000 * 1000
    parts = [int(part) for part in (year, month or 1, day or 1, hour or 0, minute or 0, second or 0)]
    return _moment(parts, micro, zone)


def _moment(parts: list[int], micro: int, zone: str | None) -> datetime | None:
    try:
        year, month, day, hour, minute, second = parts
        is_midnight = (hour, minute, second, micro) == (24, 0, 0, 0)
        if not 1 <= day <= 31:
            return None
        moment = datetime(year, month, 1, 0 if is_midnight else hour, minute, second, micro, tzinfo=UTC)
        moment += timedelta(days=day if is_midnight else day - 1)
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


def add(moment: datetime, amount: Value, unit: str) -> datetime | NoMoment:
    """Move a date by whole units; days past a month's end roll over into the next."""
    try:
        if unit in ("years", "months"):
            months = _steps(moment.year, amount) * 12 if unit == "years" else _steps(moment.month - 1, amount)
            return _shift_months(moment, months)
        if unit in _FIELDS:
            return moment + timedelta(**{unit: _steps(getattr(moment, _FIELDS[unit]), amount)})
    except (OverflowError, ValueError):
        return NO_MOMENT
    return moment


def _steps(field: int, amount: Value) -> int:
    """Whole steps from a field of a date; what a broken amount comes to is cut off, a text is written behind it."""
    if isinstance(amount, (str, list)):
        return math.trunc(to_float(str(field) + text(amount))) - field
    return math.trunc(field + to_float(amount)) - field


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
