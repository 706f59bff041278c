"""What comes from other systems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent
from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketImported(TicketEvent):
    """A case came over from another system with its past; `message_id` is what waits for an answer from now on.

    Nothing that answers to openings, replies or resolutions answers to this.
    """

    name: ClassVar[str] = "feedback.ticket_imported"
    import_id: int
    source: str
    number: str
    message_id: int | None
    closed_at: str | None


@dataclass(frozen=True, kw_only=True)
class ImportMoved(Event):
    """An import was begun, goes on, was stopped or is through; `state` is what it came to."""

    name: ClassVar[str] = "feedback.import_moved"
    import_id: int
    state: str
