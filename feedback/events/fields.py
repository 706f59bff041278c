"""What happens to a house's own fields; what a ticket's field holds is no matter of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent
from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class CustomFieldSaved(Event):
    """An administrator made a field or changed it."""

    name: ClassVar[str] = "feedback.custom_field_saved"
    field_id: int


@dataclass(frozen=True, kw_only=True)
class TicketFieldSet(TicketEvent):
    """A field of the ticket holds something else now, or nothing."""

    name: ClassVar[str] = "feedback.ticket_field_set"
    field_id: int
    field: str
    is_empty: bool
