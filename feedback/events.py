"""What happens to a case; each event stands in the log under `ticket:<id>`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    """Something that happened to a ticket; never recorded itself."""

    name: ClassVar[str] = "feedback.ticket_event"
    ticket_id: int


@dataclass(frozen=True, kw_only=True)
class TicketOpened(TicketEvent):
    """Somebody spoke up, or staff began a case; only the first starts a wait."""

    name: ClassVar[str] = "feedback.ticket_opened"
    message_id: int
    channel: str
    by_staff: bool
    follows_id: int | None


@dataclass(frozen=True, kw_only=True)
class CustomerWrote(TicketEvent):
    """The customer said more."""

    name: ClassVar[str] = "feedback.customer_wrote"
    message_id: int


@dataclass(frozen=True, kw_only=True)
class TicketReplied(TicketEvent):
    """A human answered in public; ends the open wait."""

    name: ClassVar[str] = "feedback.ticket_replied"
    message_id: int


@dataclass(frozen=True, kw_only=True)
class NoteWritten(TicketEvent):
    """Staff wrote to each other."""

    name: ClassVar[str] = "feedback.note_written"
    message_id: int


@dataclass(frozen=True, kw_only=True)
class TicketAssigned(TicketEvent):
    """The ticket changed hands; None stands for nobody."""

    name: ClassVar[str] = "feedback.ticket_assigned"
    assignee_id: int | None
    previous_id: int | None


@dataclass(frozen=True, kw_only=True)
class TicketResolved(TicketEvent):
    """Staff say that it is done."""

    name: ClassVar[str] = "feedback.ticket_resolved"


@dataclass(frozen=True, kw_only=True)
class TicketReopened(TicketEvent):
    """The customer wrote on a resolved ticket inside the window."""

    name: ClassVar[str] = "feedback.ticket_reopened"


@dataclass(frozen=True, kw_only=True)
class TicketClosed(TicketEvent):
    """Staff closed it with a reason; ends the open wait without an answer."""

    name: ClassVar[str] = "feedback.ticket_closed"
    reason: str
    ended_wait: bool


@dataclass(frozen=True, kw_only=True)
class FollowUpSent(TicketEvent):
    """The customer was asked how it went."""

    name: ClassVar[str] = "feedback.follow_up_sent"
    follow_up_id: int


@dataclass(frozen=True, kw_only=True)
class FollowUpAnswered(TicketEvent):
    """The customer said how it went, for the first time or anew."""

    name: ClassVar[str] = "feedback.follow_up_answered"
    follow_up_id: int
    score: int
    previous_score: int | None
