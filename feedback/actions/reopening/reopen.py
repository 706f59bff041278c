"""Open a finished case again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.clocks.resolution import void_resolution
from feedback.actions.hold_ticket import held, make_move
from feedback.events import TicketReopenedByStaff
from feedback.models import Wait
from feedback.rules.lifecycle import Move
from feedback.rules.names import Outcome
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket
    from feedback.rules.names import ReopenReason


def reopen(*, ticket: Ticket, by: User, reason: ReopenReason) -> Ticket:
    """Open it again: its resolution is void, or its closing taken back.

    Nobody begins to wait by that, but whoever was closed away without an answer goes on waiting since
    they wrote: no closing and opening makes a wait shorter. Raises Conflict.
    """
    with held(ticket) as row:
        if row.merged_into_id:
            raise Conflict(_("This case goes on in another. Open that one again, or take the merge back."))
        make_move(row, Move.REOPEN)
        closed = _take_back(row)
        void_resolution(ticket=row, by=by)
        row.resolved_at = row.resolved_by = row.closed_at = row.close_reason = None
        is_first = closed is not None and closed.number == 1
        event = TicketReopenedByStaff(
            ticket_id=row.pk,
            reason=reason.value,
            wait_back=closed is not None,
            closed_at=closed.ended_at.isoformat() if closed and closed.ended_at and is_first else None,
            first_channel=row.channel if is_first else None,
        )
        record(event, actor_id=by.pk, subject=row.event_subject)
    return row


def _take_back(ticket: Ticket) -> Wait | None:
    """Open the wait that the closing of a locked ticket ended; return it as it was."""
    last = ticket.waits.order_by("number").last() if ticket.closed_at else None
    if last is None or (last.outcome, last.ended_at) != (Outcome.CLOSED, ticket.closed_at):
        return None
    ticket.wait_started_at = last.started_at
    Wait.objects.filter(pk=last.pk).update(ended_at=None, outcome=None, reason=None, ended_by=None, business=None)
    return last
