"""Answer and do what goes with the answer, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from feedback.actions.add_message import sent_before
from feedback.actions.bulk.deeds import do
from feedback.actions.reply import reply
from feedback.models import Ticket

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import User
    from feedback.models import Message
    from feedback.queries.bulk.deed import Deed


@transaction.atomic
def reply_and_do(
    *, ticket: Ticket, author: User, deeds: Sequence[Deed], submission_id: UUID | None = None, **answer: Any
) -> Message:
    """Send the reply and then do each deed by its own action, once a submission; raises what they raise."""
    row = Ticket.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)
    if found := sent_before(row, submission_id):
        return found
    message = reply(ticket=row, author=author, submission_id=submission_id, **answer)
    for deed in deeds:
        do(deed, row, author)
    return message
