"""What a merge would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedback.models import Message, Ticket

if TYPE_CHECKING:
    from datetime import datetime

MOST = 10


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Which goes on in which, what moves and who is told."""

    source: Ticket
    target: Ticket
    messages: int

    @property
    def waits_since(self) -> datetime | None:
        """Since when somebody waits once it is done."""
        starts = [ticket.wait_started_at for ticket in (self.source, self.target) if ticket.wait_started_at]
        return min(starts, default=None)

    @property
    def wait_moves(self) -> bool:
        """Whether the target's wait begins earlier than it does now, or at all."""
        return self.waits_since != self.target.wait_started_at

    @property
    def is_one_person(self) -> bool:
        """Whether both came from the same contact."""
        return self.source.contact_id is not None and self.source.contact_id == self.target.contact_id


def preview(*, source: Ticket, target: Ticket) -> Preview:
    """Say what would happen."""
    return Preview(source=source, target=target, messages=Message.objects.filter(ticket=source).count())


def candidates(*, user: Any, ticket: Ticket) -> list[Ticket]:
    """Return unfinished cases of the same person, the newest first."""
    if ticket.contact_id is None:
        return []
    rows = Ticket.objects.visible_to(user).unfinished().filter(contact=ticket.contact_id).exclude(pk=ticket.pk)
    return list(rows.order_by("-created_at", "-id")[:MOST])
