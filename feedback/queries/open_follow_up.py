"""The question that a reporter may still answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback_site.kit import clock

if TYPE_CHECKING:
    from feedback.models import FollowUp, Ticket


def open_follow_up(ticket: Ticket) -> FollowUp | None:
    """Return the follow-up of the present resolution while its link works."""
    if ticket.resolved_at is None:
        return None
    return ticket.follow_ups.filter(resolved_at=ticket.resolved_at, expires_at__gt=clock.now()).first()
