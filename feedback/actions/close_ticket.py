"""Close a case without an answer, for a reason that is counted in public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.clocks.release import release
from feedback.actions.end_wait import end_wait
from feedback.actions.hold_ticket import held, make_move
from feedback.events import TicketClosed
from feedback.rules.lifecycle import Move
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket
    from feedback.rules.names import Reason


def close_ticket(*, ticket: Ticket, by: User | None, reason: Reason) -> Ticket:
    """Close the ticket and end its wait without an answer; the same wish twice is one closing.

    Raises Conflict.
    """
    with held(ticket) as row:
        if row.close_reason == reason:
            return row
        make_move(row, Move.CLOSE)
        is_first = row.waits.still_open().filter(number=1).exists()
        ended = end_wait(ticket=row, by=by, reason=reason)
        row.closed_at = clock.now()
        row.close_reason = reason
        release(ticket=row, by=by)
        event = TicketClosed(
            ticket_id=row.pk,
            reason=reason.value,
            ended_wait=ended,
            first_channel=row.channel if is_first else None,
        )
        record(event, actor_id=by.pk if by else None, subject=row.event_subject)
    return row
