"""What happens to promised times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent


@dataclass(frozen=True, kw_only=True)
class SlaWarned(TicketEvent):
    """A target is near; `number` is that of the wait, 1 for a resolution."""

    name: ClassVar[str] = "feedback.sla_warned"
    target: str
    number: int
    due_at: str


@dataclass(frozen=True, kw_only=True)
class SlaBreached(TicketEvent):
    """A target has passed."""

    name: ClassVar[str] = "feedback.sla_breached"
    target: str
    number: int
    due_at: str
