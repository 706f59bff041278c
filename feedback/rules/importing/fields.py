"""Reads single values of an export, whatever their type and size: what does not fit is nothing or a fault."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from feedback.rules.importing.case import NUMBER_LENGTH, Fault, NotTaken
from feedback.rules.texts import clean

if TYPE_CHECKING:
    from datetime import tzinfo

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]{1,189}\.[^\s@<>\"(),:;\\\[\]]{1,63}")
BRACKETED = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>]+)>\s*$")
NUMBER = re.compile(r"[\w.#/-]+")
LOCAL = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?"
    r"(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)?)?"
)
LONGEST = 60


def text(value: Any, most: int) -> str:
    """Return words on one line, bounded; numbers become words, anything else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    plain = value if isinstance(value, str) else _digits(value)
    return " ".join(clean(plain[: 8 * most]).split())[:most].strip()


def body(value: Any) -> str:
    """Return a text with its lines."""
    return clean(value) if isinstance(value, str) else ""


def number(value: Any) -> str:
    """Return the number under which the case stood there; raises NotTaken without a usable one."""
    found = text(value, NUMBER_LENGTH + 1)
    if not found:
        raise NotTaken(Fault.NO_NUMBER)
    if len(found) > NUMBER_LENGTH or not NUMBER.fullmatch(found):
        raise NotTaken(Fault.BAD_NUMBER, found)
    return found


def address(value: Any) -> str:
    """Return a mail address in lower case, or nothing where it is none."""
    found = text(value, 255).lower()
    return found if len(found) <= 254 and ADDRESS.fullmatch(found) else ""


def named_address(value: Any) -> tuple[str, str]:
    """Return name and address of what mails write as `Rosa <rosa@example.com>`."""
    found = text(value, 400)
    parts = BRACKETED.match(found)
    if parts:
        return parts["name"].strip().strip('"').strip(), address(parts["email"])
    return ("", address(found)) if address(found) else (found, "")


def moment(value: Any, *, zone: tzinfo, now: datetime) -> datetime | None:
    """Return a time, None for none; raises NotTaken for what is none, or lies in the future.

    Without an offset it is the wall clock of `zone`; days before months are never guessed.
    """
    if value is None or value == "":
        return None
    written = text(value, LONGEST)
    found = _read(written, zone) if isinstance(value, str) else None
    if found is None:
        raise NotTaken(Fault.BAD_TIME, written or type(value).__name__)
    if not EARLIEST <= found <= now:
        raise NotTaken(Fault.BAD_TIME, written)
    return found


def items(value: Any, most: int) -> list[Any]:
    """Return a list's first members, nothing for what is no list."""
    return value[:most] if isinstance(value, list) else []


def table(value: Any) -> dict[str, Any]:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _read(written: str, zone: tzinfo) -> datetime | None:
    if not written:
        return None
    try:
        found = datetime.fromisoformat(written.replace(" UTC", "+00:00"))
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    parts = LOCAL.fullmatch(written)
    if parts is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in parts.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _digits(value: int) -> str:
    return str(value) if abs(value) < 10**NUMBER_LENGTH else ""
