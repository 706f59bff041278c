"""Answer the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from feedback.actions.add_message import add_message, sent_before
from feedback.actions.assign import hand_over
from feedback.actions.attachments.attach import attach
from feedback.actions.check_body import checked_body
from feedback.actions.clocks.release import begin_hold, release
from feedback.actions.drafts.keep_draft import drop_draft
from feedback.actions.end_wait import end_wait
from feedback.actions.hold_ticket import held, make_move
from feedback.actions.resolve import finish
from feedback.events import TicketReplied
from feedback.models import Message
from feedback.rules.lifecycle import Move
from feedback.rules.names import Kind, Status
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import User
    from feedback.actions.attachments.check_files import CheckedFile
    from feedback.models import Ticket


class Crossed(Conflict):
    """A message arrived that the author of the reply had not seen."""

    title = _("A newer message arrived while you were writing.")


def reply(
    *,
    ticket: Ticket,
    author: User,
    body: str,
    seen_id: int | None = None,
    submission_id: UUID | None = None,
    then_resolve: bool = False,
    then_hold: bool = False,
    enclosed: Sequence[CheckedFile] = (),
    keeps_draft: bool = False,
) -> Message:
    """Send the answer, which ends the wait before anything else, and take a ticket of nobody.

    With `then_hold` it goes on hold or stays there; without, the answer ends a hold. `seen_id` is the last
    message that the author saw: a newer public one raises Crossed and nothing is sent. With `keeps_draft` it was
    not written on the case's page, so what is begun there stays. Raises Invalid and Conflict.
    """
    text = checked_body(body)
    with held(ticket) as row:
        if found := sent_before(row, submission_id):
            return found
        if seen_id is not None and Message.objects.of_case(row).spoken_after(seen_id).exists():
            raise Crossed(_("Your reply was not sent. Read the new message first."))
        make_move(row, Move.REPLY)
        message = add_message(ticket=row, kind=Kind.REPLY, author=author, body=text, submission_id=submission_id)
        attach(message=message, files=enclosed)
        end_wait(ticket=row, by=author, message=message)
        if not keeps_draft:
            drop_draft(ticket=row, user=author, kind=Kind.REPLY)
        if not then_hold:
            release(ticket=row, by=author)
        if row.assignee_id is None and not row.is_finished:
            hand_over(ticket=row, assignee=author, by=author)
        record(
            TicketReplied(ticket_id=row.pk, message_id=message.pk),
            actor_id=author.pk,
            subject=row.event_subject,
        )
        if then_resolve and row.status != Status.RESOLVED:
            finish(ticket=row, by=author)
        elif then_hold:
            begin_hold(ticket=row, by=author)
    return message
