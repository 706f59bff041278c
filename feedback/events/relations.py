"""What happens between tickets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback.events.ticket_event import TicketEvent


@dataclass(frozen=True, kw_only=True)
class WaitMoving(TicketEvent):
    """Two tickets become one, or one becomes two; never recorded itself.

    It carries the open wait that the ticket has from now on, None for none, and, where that is the
    ticket's first wait, since when it was and is open: what counts first waits by day needs both.
    """

    name: ClassVar[str] = "feedback.wait_moving"
    other_id: int
    wait_started_at: str | None
    wait_message_id: int | None
    channel: str
    first_was: str | None
    first_is: str | None


@dataclass(frozen=True, kw_only=True)
class TicketMerged(WaitMoving):
    """It goes on in another ticket, which takes its open wait."""

    name: ClassVar[str] = "feedback.ticket_merged"


@dataclass(frozen=True, kw_only=True)
class TicketAbsorbed(WaitMoving):
    """Another ticket goes on in this one; `regimes` are the other's, from before this one had any."""

    name: ClassVar[str] = "feedback.ticket_absorbed"
    regimes: list[list[str | int | bool | None]]


@dataclass(frozen=True, kw_only=True)
class MergeUndone(WaitMoving):
    """It goes on by itself again, with its wait."""

    name: ClassVar[str] = "feedback.merge_undone"


@dataclass(frozen=True, kw_only=True)
class AbsorptionUndone(WaitMoving):
    """The other goes on by itself again; so many regimes were the other's."""

    name: ClassVar[str] = "feedback.absorption_undone"
    regimes: int


@dataclass(frozen=True, kw_only=True)
class TicketSplit(WaitMoving):
    """Some of the customer's messages went into a ticket of their own."""

    name: ClassVar[str] = "feedback.ticket_split"
    message_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class TicketSplitOff(WaitMoving):
    """It begins with messages of another; `regimes` are the other's where the wait came along."""

    name: ClassVar[str] = "feedback.ticket_split_off"
    message_ids: list[int]
    regimes: list[list[str | int | bool | None]]


@dataclass(frozen=True, kw_only=True)
class TicketLinked(TicketEvent):
    """It has to do with another; each of the two has this event."""

    name: ClassVar[str] = "feedback.ticket_linked"
    other_id: int


@dataclass(frozen=True, kw_only=True)
class TicketUnlinked(TicketEvent):
    """It has nothing to do with the other any more."""

    name: ClassVar[str] = "feedback.ticket_unlinked"
    other_id: int
