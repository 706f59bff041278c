"""Add a message to a held ticket, once a submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from feedback.models import Message
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from feedback.models import Ticket
    from feedback.rules.names import Kind


def sent_before(ticket: Ticket, submission_id: UUID | None) -> Message | None:
    """Return the message that this form has made already; raises Conflict if on another ticket."""
    if submission_id is None:
        return None
    found = Message.objects.filter(submission_id=submission_id).first()
    if found and found.ticket_id != ticket.pk:
        raise Conflict(_("This form was already sent. Open the page again."))
    return found


def add_message(
    *,
    ticket: Ticket,
    kind: Kind,
    body: str,
    author: User | None = None,
    submission_id: UUID | None = None,
) -> Message:
    """Add the message and note its time on the ticket."""
    ticket.last_message_at = clock.now()
    return Message.objects.create(
        ticket=ticket,
        kind=kind,
        author=author,
        body=body,
        submission_id=submission_id,
        created_at=ticket.last_message_at,
    )
