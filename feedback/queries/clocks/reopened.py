"""How many resolutions did not hold: reopened within seven days, by the day of resolving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from feedback.models import Resolution

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.models.clocks.resolution import ResolutionQuerySet

DAYS = timedelta(days=30)
WINDOW = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Reopened:
    """Counts over the last thirty days; the rate is not final while `open` of them may still change it."""

    resolved: int
    reopened: int
    open: int


def resolutions(at: datetime) -> ResolutionQuerySet:
    """Return what was resolved in the thirty days before a moment."""
    return Resolution.objects.filter(resolved_at__gte=at - DAYS, resolved_at__lt=at)


def reopenings(user: Any, at: datetime) -> ResolutionQuerySet:
    """Return those of them that the customer opened again in time, the list behind the figure."""
    return resolutions(at).visible_to(user).reopened_within(WINDOW)


def reopened(user: Any, at: datetime) -> Reopened:
    """Count them; one is final once its seven days have passed, or it was opened again."""
    found = resolutions(at).visible_to(user)
    return Reopened(
        resolved=found.count(),
        reopened=reopenings(user, at).count(),
        open=found.filter(resolved_at__gt=at - WINDOW, reopened_at=None).count(),
    )
