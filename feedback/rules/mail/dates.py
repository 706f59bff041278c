"""When a mail was written, from what its header says in whatever form."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(?:([+-])(\d{2}):?(\d{2}))?"
)


def read_date(text: str) -> datetime | None:
    """An aware moment, or nothing when the text says none; a missing zone is taken as UTC."""
    plain = re.sub(r"\([^()]*\)", " ", text[:200]).strip().rstrip(".")
    if not plain:
        return None
    try:
        return _iso(plain) or _rfc(plain)
    except (ValueError, OverflowError, TypeError, IndexError, AttributeError):
        return None


def _iso(text: str) -> datetime | None:
    match = ISO.match(text)
    if not match:
        return None
    numbers = [int(part or 0) for part in match.groups()[:6]]
    sign, hours, minutes = match.groups()[6:]
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    return datetime(*numbers, tzinfo=timezone(away))  # type: ignore[arg-type, misc]


def _rfc(text: str) -> datetime | None:
    parts = parsedate_tz(re.sub(r"(\d)\.(\d\d)\.(\d\d)\b", r"\1:\2:\3", text))
    if parts is None:
        return None
    seconds = parts[9] or 0
    zone = timezone(timedelta(seconds=seconds)) if abs(seconds) < 86_400 else UTC
    return datetime(*parts[:5], min(parts[5], 59), tzinfo=zone)
