"""Call the colleagues whom a note names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import User
from feedback.events import ColleagueMentioned
from feedback.models import Mention
from feedback.rules.mentions import MARKS, called
from feedback_site.kit import clock
from notifications.event_log import record_all

if TYPE_CHECKING:
    from feedback.models import Message, Ticket


def call_colleagues(*, ticket: Ticket, note: Message, by: User) -> list[Mention]:
    """Write down who is named with @ in a note on a held ticket; nobody calls themselves."""
    if not any(mark in note.body for mark in MARKS):
        return []
    names = dict(User.objects.who_may("ticket.read").exclude(pk=by.pk).values_list("pk", "name"))
    mentions = Mention.objects.bulk_create(
        Mention(ticket=ticket, message=note, user_id=key, created_at=clock.now()) for key in called(note.body, names)
    )
    record_all(
        [ColleagueMentioned(ticket_id=ticket.pk, message_id=note.pk, user_id=m.user_id) for m in mentions],
        actor_id=by.pk,
        subject=ticket.event_subject,
    )
    return mentions
