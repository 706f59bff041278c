"""What happens to tickets of people who are away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent


@dataclass(frozen=True, kw_only=True)
class AbsenceCovered(TicketEvent):
    """It was written to while the person in charge is away, so it goes on with others."""

    name: ClassVar[str] = "feedback.absence_covered"
    absent_id: int
    absent_until: str
