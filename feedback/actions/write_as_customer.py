"""The customer says more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from feedback.actions.add_message import add_message, sent_before
from feedback.actions.attachments.attach import attach
from feedback.actions.check_body import checked_body
from feedback.actions.clocks.resolution import void_resolution
from feedback.actions.hold_ticket import make_move
from feedback.actions.merging.hold_both import case_held
from feedback.actions.open_ticket import open_ticket
from feedback.actions.snooze.snooze import BY_REPLY, wake_held
from feedback.actions.start_wait import start_wait
from feedback.events import CustomerWrote, TicketReopened
from feedback.rules.lifecycle import Move
from feedback.rules.names import Channel, Kind, Status
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from feedback.actions.attachments.check_files import CheckedFile
    from feedback.models import Message, Ticket


def write_as_customer(
    *,
    ticket: Ticket,
    body: str,
    submission_id: UUID | None = None,
    channel: Channel = Channel.FORM,
    enclosed: Sequence[CheckedFile] = (),
) -> Message:
    """Add the customer's words; a resolved ticket reopens inside the window.

    After the window, or on a closed ticket, they open a new case that follows the old one:
    the message returned knows its ticket. On a ticket that goes on in another they stand where
    their author wrote them, and count where it goes on. Raises Invalid.
    """
    text = checked_body(body)
    with case_held(ticket) as (row, case):
        if found := sent_before(row, submission_id):
            return found
        if is_over(case):
            following = open_ticket(
                channel=channel,
                body=text,
                language=row.language,
                origin_key=f"message:{submission_id}" if submission_id else None,
                follows=row,
                enclosed=enclosed,
            )
            return following.messages.earliest("id")
        return _write(row, case, text, submission_id, enclosed)


def is_over(ticket: Ticket) -> bool:
    """Whether what its reporter writes now opens a case of its own."""
    if ticket.resolved_at is None:
        return ticket.status == Status.CLOSED
    return clock.now() - ticket.resolved_at > timedelta(days=settings.REOPEN_DAYS)


def _write(
    place: Ticket, ticket: Ticket, text: str, submission_id: UUID | None, enclosed: Sequence[CheckedFile]
) -> Message:
    if ticket.status == Status.RESOLVED:
        ticket.resolved_at = ticket.resolved_by = None
        void_resolution(ticket=ticket)
        record(TicketReopened(ticket_id=ticket.pk), subject=ticket.event_subject)
    make_move(ticket, Move.CUSTOMER_WRITES)
    wake_held(ticket=ticket, cause=BY_REPLY)
    message = add_message(ticket=place, kind=Kind.CUSTOMER, body=text, submission_id=submission_id)
    ticket.last_message_at = message.created_at
    attach(message=message, files=enclosed)
    is_first = start_wait(ticket=ticket, message=message)
    event = CustomerWrote(
        ticket_id=ticket.pk, message_id=message.pk, first_channel=ticket.channel if is_first else None
    )
    record(event, subject=ticket.event_subject)
    return message
