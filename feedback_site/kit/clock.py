"""The one source of the present moment, which a replay of the past may set."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

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
