"""Write down each resolution, and that the customer made it void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.models import Resolution
from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def note_resolution(*, ticket: Ticket) -> None:
    """Write down the resolution that the locked ticket shows."""
    if ticket.resolved_at is None:
        raise ValueError("the ticket is not resolved")
    Resolution.objects.create(
        ticket=ticket,
        number=ticket.resolutions.count() + 1,
        resolved_at=ticket.resolved_at,
        resolved_by=ticket.resolved_by,
    )


def void_resolution(*, ticket: Ticket, by: User | None = None) -> None:
    """Say that the resolution of the locked ticket does not stand; nobody stands for the customer."""
    ticket.resolutions.filter(reopened_at=None).update(reopened_at=clock.now(), reopened_by=by)
