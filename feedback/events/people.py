"""What happens to the people who spoke up, and to what they sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent


@dataclass(frozen=True, kw_only=True)
class VirusFound(TicketEvent):
    """The scanner says that a file of the ticket holds a virus; it is not served any more."""

    name: ClassVar[str] = "feedback.virus_found"
    attachment_id: int
