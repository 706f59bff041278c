"""Begin and end a hold on a ticket that is held in the hand already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.events import TicketHeld, TicketReleased
from feedback.models import Hold
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def begin_hold(*, ticket: Ticket, by: User) -> None:
    """Begin a hold on a locked ticket, unless one is open; raises Conflict on a finished one."""
    if ticket.held_at is not None:
        return
    if ticket.is_finished:
        raise Conflict(_("This ticket is finished, so it waits for nobody."))
    ticket.held_at = clock.now()
    Hold.objects.create(ticket=ticket, number=ticket.holds.count() + 1, started_at=ticket.held_at, started_by=by)
    record(TicketHeld(ticket_id=ticket.pk), actor_id=by.pk, subject=ticket.event_subject)


def release(*, ticket: Ticket, by: User | None) -> None:
    """End the hold of a locked ticket, if it is on hold."""
    if ticket.held_at is None:
        return
    ticket.held_at = None
    ticket.holds.filter(ended_at=None).update(ended_at=clock.now(), ended_by=by)
    record(TicketReleased(ticket_id=ticket.pk), actor_id=by.pk if by else None, subject=ticket.event_subject)
