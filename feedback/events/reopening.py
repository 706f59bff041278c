"""That staff opened a finished ticket again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent


@dataclass(frozen=True, kw_only=True)
class TicketReopenedByStaff(TicketEvent):
    """A resolution is void, or a closing taken back.

    `wait_back` where the closing had ended a wait, which goes on with its start; `closed_at` and
    `first_channel` where that was the ticket's first wait: what counts closings by day needs both.
    """

    name: ClassVar[str] = "feedback.ticket_reopened_by_staff"
    reason: str
    wait_back: bool = False
    closed_at: str | None = None
    first_channel: str | None = None
