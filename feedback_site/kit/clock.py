"""The one source of the present moment, which a replay of the past may set."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_pinned: ContextVar[datetime | None] = ContextVar("pinned_moment", default=None)


def now() -> datetime:
    """Return the present moment, aware and in UTC, or the moment pinned by `at`."""
    return _pinned.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Pin `now` to an aware moment inside the block; other threads are not touched."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)


def zone(name: str) -> ZoneInfo:
    """Return the time zone of this name, or the site's: a name that no zone has must not stop anybody's mail."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)
