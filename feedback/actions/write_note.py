"""Write a note that only staff see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.add_message import add_message, sent_before
from feedback.actions.attachments.attach import attach
from feedback.actions.check_body import checked_body
from feedback.actions.drafts.keep_draft import drop_draft
from feedback.actions.hold_ticket import held
from feedback.actions.mentions.call_colleagues import call_colleagues
from feedback.events import NoteWritten
from feedback.rules.names import Kind
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import User
    from feedback.actions.attachments.check_files import CheckedFile
    from feedback.models import Message, Ticket


def write_note(
    *,
    ticket: Ticket,
    author: User,
    body: str,
    submission_id: UUID | None = None,
    enclosed: Sequence[CheckedFile] = (),
) -> Message:
    """Add the note and call those whom it names with @; it touches no status and no wait. Raises Invalid."""
    text = checked_body(body)
    with held(ticket) as row:
        if found := sent_before(row, submission_id):
            return found
        message = add_message(ticket=row, kind=Kind.NOTE, author=author, body=text, submission_id=submission_id)
        attach(message=message, files=enclosed)
        record(
            NoteWritten(ticket_id=row.pk, message_id=message.pk),
            actor_id=author.pk,
            subject=row.event_subject,
        )
        drop_draft(ticket=row, user=author, kind=Kind.NOTE)
        call_colleagues(ticket=row, note=message, by=author)
    return message
