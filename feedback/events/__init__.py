"""What happens to a case; each event stands in the log under `ticket:<id>`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.automation import AutomaticReplySent, AutomationChanged, ReceiptDue
from feedback.events.canned import CannedReplyDropped, CannedReplySaved
from feedback.events.incoming import HeldMailDecided, MailCameBack
from feedback.events.relations import (
    AbsorptionUndone,
    MergeUndone,
    TicketAbsorbed,
    TicketLinked,
    TicketMerged,
    TicketSplit,
    TicketSplitOff,
    TicketUnlinked,
    WaitMoving,
)
from feedback.events.reopening import TicketReopenedByStaff
from feedback.events.sla import SlaBreached, SlaWarned
from feedback.events.ticket_event import TicketEvent
from feedback.events.turns import AbsenceCovered
from feedback_site.kit.events import Event

__all__ = [
    "AbsenceCovered",
    "AbsorptionUndone",
    "AutomaticReplySent",
    "AutomationChanged",
    "CannedReplyDropped",
    "CannedReplySaved",
    "HeldMailDecided",
    "MailCameBack",
    "MergeUndone",
    "ReceiptDue",
    "SlaBreached",
    "SlaWarned",
    "TicketAbsorbed",
    "TicketEvent",
    "TicketLinked",
    "TicketMerged",
    "TicketReopenedByStaff",
    "TicketSplit",
    "TicketSplitOff",
    "TicketUnlinked",
    "WaitMoving",
]


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
    """The customer said more; `first_channel` where the ticket's first wait begins with it."""

    name: ClassVar[str] = "feedback.customer_wrote"
    message_id: int
    first_channel: str | None = None


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
    """The ticket changed hands; None stands for nobody. `in_turn` says that it was that person's turn."""

    name: ClassVar[str] = "feedback.ticket_assigned"
    assignee_id: int | None
    previous_id: int | None
    in_turn: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketResolved(TicketEvent):
    """Staff say that it is done; `automatic` after the customer's silence."""

    name: ClassVar[str] = "feedback.ticket_resolved"
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketReopened(TicketEvent):
    """The customer wrote on a resolved ticket inside the window."""

    name: ClassVar[str] = "feedback.ticket_reopened"


@dataclass(frozen=True, kw_only=True)
class TicketClosed(TicketEvent):
    """Staff closed it with a reason; ends the open wait without an answer, `first_channel` where that is the first."""

    name: ClassVar[str] = "feedback.ticket_closed"
    reason: str
    ended_wait: bool
    first_channel: str | None = None


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


@dataclass(frozen=True, kw_only=True)
class TicketPrioritised(TicketEvent):
    """It presses more, or less."""

    name: ClassVar[str] = "feedback.ticket_prioritised"
    priority: str
    previous: str


@dataclass(frozen=True, kw_only=True)
class TicketHeld(TicketEvent):
    """Staff wait for somebody else."""

    name: ClassVar[str] = "feedback.ticket_held"


@dataclass(frozen=True, kw_only=True)
class TicketReleased(TicketEvent):
    """Staff go on."""

    name: ClassVar[str] = "feedback.ticket_released"


@dataclass(frozen=True, kw_only=True)
class TicketScheduled(TicketEvent):
    """From now on this policy promises and this calendar counts; neither and not 24×7 is nothing known."""

    name: ClassVar[str] = "feedback.ticket_scheduled"
    policy_version_id: int | None
    calendar_id: int | None
    around_the_clock: bool


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event):
    """A calendar has new hours, or is new."""

    name: ClassVar[str] = "feedback.calendar_changed"
    calendar_id: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class PolicyChanged(Event):
    """A policy has new terms, a new place, or is new, on or off."""

    name: ClassVar[str] = "feedback.policy_changed"
    policy_id: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class TicketTagged(TicketEvent):
    """It bears a tag more."""

    name: ClassVar[str] = "feedback.ticket_tagged"
    tag_id: int
    tag: str


@dataclass(frozen=True, kw_only=True)
class TicketUntagged(TicketEvent):
    """It bears a tag less."""

    name: ClassVar[str] = "feedback.ticket_untagged"
    tag_id: int
    tag: str


@dataclass(frozen=True, kw_only=True)
class TicketTeamChanged(TicketEvent):
    """Another team answers it; None stands for none."""

    name: ClassVar[str] = "feedback.ticket_team_changed"
    team_id: int | None
    previous_id: int | None


@dataclass(frozen=True, kw_only=True)
class TicketSnoozed(TicketEvent):
    """Put aside until a moment, or until the customer writes."""

    name: ClassVar[str] = "feedback.ticket_snoozed"
    until: str


@dataclass(frozen=True, kw_only=True)
class TicketWoken(TicketEvent):
    """Back again, because of "time", "reply" or "staff"."""

    name: ClassVar[str] = "feedback.ticket_woken"
    cause: str


@dataclass(frozen=True, kw_only=True)
class ColleagueMentioned(TicketEvent):
    """A note called somebody."""

    name: ClassVar[str] = "feedback.colleague_mentioned"
    message_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class ViewSaved(Event):
    """A filter is kept, for its owner or for a team."""

    name: ClassVar[str] = "feedback.view_saved"
    view_id: int
    team_id: int | None


@dataclass(frozen=True, kw_only=True)
class ViewRenamed(Event):
    """A kept filter has another name."""

    name: ClassVar[str] = "feedback.view_renamed"
    view_id: int


@dataclass(frozen=True, kw_only=True)
class ViewDropped(Event):
    """A filter is not kept any more."""

    name: ClassVar[str] = "feedback.view_dropped"
    view_id: int


@dataclass(frozen=True, kw_only=True)
class BulkBegun(Event):
    """Many tickets are being changed at once; each has its own events besides."""

    name: ClassVar[str] = "feedback.bulk_begun"
    change_id: int
    wish: str
    tickets: int


@dataclass(frozen=True, kw_only=True)
class BulkUndone(Event):
    """What can be brought back is."""

    name: ClassVar[str] = "feedback.bulk_undone"
    change_id: int
