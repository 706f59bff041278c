"""Put somebody in charge of a ticket, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.hold_ticket import held, make_move
from feedback.events import TicketAssigned
from feedback.rules.lifecycle import Move
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def take(*, ticket: Ticket, by: User) -> Ticket:
    """Take a ticket of nobody; raises Conflict when a colleague was quicker."""
    with held(ticket) as row:
        if row.assignee and row.assignee_id != by.pk:
            raise Conflict(_("%(name)s has taken this ticket.") % {"name": row.assignee})
        hand_over(ticket=row, assignee=by, by=by)
    return row


def assign(*, ticket: Ticket, assignee: User | None, by: User | None) -> Ticket:
    """Hand the ticket to somebody who may reply, or to nobody; raises Invalid and Conflict."""
    if assignee is not None and not assignee.may("ticket.reply"):
        raise Invalid(errors={"assignee": [_("This person does not answer tickets.")]})
    with held(ticket) as row:
        hand_over(ticket=row, assignee=assignee, by=by)
    return row


def hand_over(*, ticket: Ticket, assignee: User | None, by: User | None, in_turn: bool = False) -> None:
    """Change the assignee of a held ticket; to the same one is no change."""
    previous_id = ticket.assignee_id
    if previous_id == (assignee.pk if assignee else None):
        return
    make_move(ticket, Move.ASSIGN)
    ticket.assignee = assignee
    record(
        TicketAssigned(
            ticket_id=ticket.pk,
            assignee_id=assignee.pk if assignee else None,
            previous_id=previous_id,
            in_turn=in_turn,
        ),
        actor_id=by.pk if by else None,
        subject=ticket.event_subject,
    )
