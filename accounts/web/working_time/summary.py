"""Whether somebody is in, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.queries.standing import standing_of
from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import User


def time_words(person: User) -> dict[str, Any]:
    """Return what the summary shows."""
    now, found = clock.now(), standing_of(person)
    return {"away_until": found.away_until(now), "is_in": found.is_in(now), "comes_in": found.comes_in(now)}
