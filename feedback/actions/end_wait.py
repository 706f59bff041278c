"""End the open wait, by an answer or by a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.models import Wait
from feedback.rules.names import Outcome
from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Message, Ticket
    from feedback.rules.names import Reason


def end_wait(*, ticket: Ticket, by: User | None, message: Message | None = None, reason: Reason | None = None) -> bool:
    """End the open wait of a held ticket; return whether there was one."""
    if ticket.wait_started_at is None:
        return False
    ticket.wait_started_at = None
    Wait.objects.filter(ticket=ticket).still_open().update(
        ended_at=clock.now(),
        outcome=Outcome.ANSWERED if message else Outcome.CLOSED,
        reason=reason,
        ended_by=by,
        ended_by_message=message,
    )
    return True
