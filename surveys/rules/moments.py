"""Dates, times and colours as they are typed where a browser has no picker for them."""

from __future__ import annotations

import re
from datetime import date

SAMPLES = {
    "date": "2026-05-31",
    "datetime-local": "2026-05-31 09:30",
    "datetime": "2026-05-31 09:30",
    "time": "09:30",
    "month": "2026-05",
    "week": "2026-W22",
    "color": "#1f6f8b",
}
"""How each is written; shown by browsers that have no picker, and where something else was typed."""
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?\.?\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})月?\Z", re.ASCII)
_TIME = re.compile(r"(\d{1,2})\s?[:.时點点]\s?(\d{2})分?(:\d{2}(?:\.\d{1,3})?)?(Z?)\Z", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?W([0-4]\d|5[0-3])\Z", re.ASCII)
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\Z", re.ASCII)
_BREAK = re.compile(r"[T\s]+(?=\d{1,2}\s?[:.时點点])")


def written(kind: str, typed: str) -> str | None:
    """What was typed as it is kept, the year first; None where it is none, or where days and months may be mixed up."""
    match kind:
        case "date":
            return _day(typed)
        case "month":
            found = _MONTH.match(typed)
            return _day(f"{typed.rstrip('月')}-01", short=True) if found else None
        case "time":
            return _time(typed, is_alone=True)
        case "datetime-local":
            parts = _BREAK.split(typed)
            day, time = (_day(parts[0]), _time(parts[-1])) if len(parts) == 2 else (None, None)
            return f"{day}T{time}" if day and time else None
        case "week":
            week = _WEEK.match(typed)
            return f"{week[1]}-W{week[2]}" if week else None
    return typed if _COLOR.match(typed) else None


def _day(typed: str, *, short: bool = False) -> str | None:
    found = _DAY.match(typed)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
    return day.isoformat()[: 7 if short else 10] if day else None


def _time(typed: str, *, is_alone: bool = False) -> str | None:
    found = _TIME.match(typed)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    seconds = found[3] or ""
    if int(seconds[1:3] or 0) > 59 or (is_alone and (found[4] or "." in seconds)):
        return None
    return f"{int(found[1]):02}:{found[2]}{seconds}{found[4]}"
