"""What all that happens to a ticket has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    """Something that happened to a ticket; never recorded itself."""

    name: ClassVar[str] = "feedback.ticket_event"
    ticket_id: int
