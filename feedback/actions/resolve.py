"""Say that a case is answered and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.clocks.release import release
from feedback.actions.clocks.resolution import note_resolution
from feedback.actions.hold_ticket import held, make_move
from feedback.events import TicketResolved
from feedback.rules.lifecycle import Move
from feedback.rules.names import Status
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def resolve(*, ticket: Ticket, by: User | None) -> Ticket:
    """Resolve the ticket, once; nobody's wish is a rule's. Raises Conflict while somebody waits for an answer."""
    with held(ticket) as row:
        if row.status != Status.RESOLVED:
            finish(ticket=row, by=by)
    return row


def finish(*, ticket: Ticket, by: User | None) -> None:
    """Resolve a held ticket."""
    make_move(ticket, Move.RESOLVE)
    ticket.resolved_at = clock.now()
    ticket.resolved_by = by
    release(ticket=ticket, by=by)
    note_resolution(ticket=ticket)
    event = TicketResolved(ticket_id=ticket.pk, automatic=by is None)
    record(event, actor_id=by.pk if by else None, subject=ticket.event_subject)
