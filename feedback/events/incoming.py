"""What happens to cases by mails; neither an address nor a word of a mail is written into the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent
from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class HeldMailDecided(TicketEvent):
    """Somebody of the staff let a stranger's mail in, gave it a case of its own, or put it away."""

    name: ClassVar[str] = "feedback.held_mail_decided"
    mail_id: int
    decision: str


@dataclass(frozen=True, kw_only=True)
class FloodReleased(Event):
    """Somebody of the staff took mails of one sender, which had come too many at once, into cases or into one."""

    name: ClassVar[str] = "feedback.flood_released"
    mail_id: int
    number: int
    into: str


@dataclass(frozen=True, kw_only=True)
class MailCameBack(TicketEvent):
    """A mail to the reporter could not be delivered; `hard` for good."""

    name: ClassVar[str] = "feedback.mail_came_back"
    mail_id: int
    status: str
    hard: bool
