"""What happens to the people who spoke up, and to what they sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent
from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class VirusFound(TicketEvent):
    """The scanner says that a file of the ticket holds a virus; it is not served any more."""

    name: ClassVar[str] = "feedback.virus_found"
    attachment_id: int


@dataclass(frozen=True, kw_only=True)
class ContactErased(Event):
    """Nothing is left of a person but that there was one; so many tickets lost their words."""

    name: ClassVar[str] = "feedback.contact_erased"
    contact_id: int
    tickets: int


@dataclass(frozen=True, kw_only=True)
class ContactChanged(Event):
    """Staff wrote down something else about a person; the fields, not what they hold."""

    name: ClassVar[str] = "feedback.contact_changed"
    contact_id: int
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ContactsMerged(Event):
    """Another entry turned out to be the same person; so many tickets moved."""

    name: ClassVar[str] = "feedback.contacts_merged"
    contact_id: int
    other_id: int
    tickets: int
