"""What goes on around somebody who writes on a ticket."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.models import Message

if TYPE_CHECKING:
    from feedback.models import Ticket
    from feedback.queries.desk.drafts import Drafts


@dataclass(frozen=True, kw_only=True)
class Company:
    """Who else is here, what they write, and what was said since the page was opened."""

    drafts: Drafts
    near: list[str]
    newer: list[Message]

    @property
    def mark(self) -> str:
        """The same as long as there is nothing to tell anew."""
        told = [
            *self.near,
            *(str(message.pk) for message in self.newer),
            *(f"{draft.pk} {draft.is_being_typed} {draft.body}" for draft in self.drafts.others),
        ]
        return f"{zlib.crc32(repr(told).encode()):08x}"


def newer_than(ticket: Ticket, seen_id: int | None) -> list[Message]:
    """Return what was said in public since the message that somebody saw last."""
    if seen_id is None:
        return []
    return list(Message.objects.of_case(ticket).spoken_after(seen_id).select_related("author").order_by("id"))
