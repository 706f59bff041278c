"""The waits of a ticket as its events alone tell them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from feedback.events import (
    CustomerWrote,
    TicketClosed,
    TicketOpened,
    TicketReopenedByStaff,
    TicketReplied,
    WaitMoving,
)
from feedback.events.importing import TicketImported
from feedback.rules.waits import (
    BroughtOver,
    ClosedUnanswered,
    ClosingTakenBack,
    CustomerMessage,
    HumanReply,
    Irrelevant,
    OpenWaitMoved,
    Span,
    waits,
)
from feedback_site.kit.events import event_from
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from feedback.models import Ticket
    from feedback.rules.waits import Happening
    from feedback_site.kit.events import Event


def replayed_waits(ticket: Ticket) -> list[Span]:
    """Compute the waits anew from the event log; they equal the stored ones bit for bit."""
    rows = LoggedEvent.objects.filter(subject=ticket.event_subject).order_by("id")
    return waits(happening(row) for row in rows)


def happening(row: LoggedEvent) -> Happening:
    """Return what a logged event means to waits."""
    event = event_from(row.name, row.payload)
    if isinstance(event, TicketImported):
        return BroughtOver(at=row.at, message_id=event.message_id)
    return _happened_here(row, event)


def _happened_here(row: LoggedEvent, event: Event) -> Happening:
    match event:
        case TicketOpened(by_staff=False, message_id=message_id) | CustomerWrote(message_id=message_id):
            return CustomerMessage(at=row.at, message_id=message_id)
        case TicketReplied(message_id=message_id):
            return HumanReply(at=row.at, message_id=message_id, user_id=row.actor_id or 0)
        case TicketClosed(reason=reason):
            return ClosedUnanswered(at=row.at, reason=reason, user_id=row.actor_id)
        case TicketReopenedByStaff(wait_back=True):
            return ClosingTakenBack(at=row.at)
        case WaitMoving(wait_started_at=since, wait_message_id=message_id):
            start = datetime.fromisoformat(since) if since else None
            return OpenWaitMoved(at=row.at, started_at=start, message_id=message_id)
    return Irrelevant(at=row.at)
