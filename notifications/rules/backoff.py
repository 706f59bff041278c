"""How long to wait before trying again."""

from __future__ import annotations

from datetime import timedelta

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)


def delay(attempts: int) -> timedelta:
    """Return the pause after so many failures: doubling from 30 s, an hour at most."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST * (1 << doublings), LONGEST)
