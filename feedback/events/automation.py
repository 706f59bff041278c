"""What rules of the house do, and that somebody changed one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent
from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class ReceiptDue(TicketEvent):
    """A rule says that the reporter should hear that it arrived."""

    name: ClassVar[str] = "feedback.receipt_due"


@dataclass(frozen=True, kw_only=True)
class AutomaticReplySent(TicketEvent):
    """A rule wrote to the reporter; ends no wait."""

    name: ClassVar[str] = "feedback.automatic_reply_sent"
    message_id: int


@dataclass(frozen=True, kw_only=True)
class AutomationChanged(Event):
    """A rule says something else, stands elsewhere, or is new, on or off."""

    name: ClassVar[str] = "feedback.automation_changed"
    rule_id: int
    version_id: int
