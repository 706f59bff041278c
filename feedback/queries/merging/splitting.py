"""What can be taken out of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.rules.names import Kind

if TYPE_CHECKING:
    from feedback.models import Message, Ticket


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A message of the reporter, and whether it has an answer."""

    message: Message
    is_answered: bool


def choices_of(ticket: Ticket) -> list[Choice]:
    """Return the messages of the reporter on this case, the oldest first."""
    wait = ticket.waits.still_open().first()
    since = wait.started_by_message_id if wait else None
    rows = ticket.messages.filter(kind=Kind.CUSTOMER).prefetch_related("attachments").order_by("id")
    return [Choice(message=row, is_answered=since is None or row.pk < since) for row in rows]
