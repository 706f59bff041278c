"""All that was said and done on a ticket, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from accounts.models import Team, User
from feedback.events import (
    AbsenceCovered,
    AbsorptionUndone,
    AutomaticReplySent,
    FollowUpAnswered,
    FollowUpSent,
    MailCameBack,
    MergeUndone,
    SlaBreached,
    SlaWarned,
    TicketAbsorbed,
    TicketAssigned,
    TicketClosed,
    TicketHeld,
    TicketLinked,
    TicketMerged,
    TicketOpened,
    TicketPrioritised,
    TicketReleased,
    TicketReopened,
    TicketReopenedByStaff,
    TicketResolved,
    TicketSnoozed,
    TicketSplit,
    TicketSplitOff,
    TicketTagged,
    TicketTeamChanged,
    TicketUnlinked,
    TicketUntagged,
    TicketWoken,
)
from feedback.events.fields import TicketFieldSet
from feedback.events.importing import TicketImported
from feedback.models import Message, Ticket
from feedback.models.words import PRIORITY_WORDS, TARGET_WORDS, WORDS
from feedback.queries.automation.rules_behind import rules_behind
from feedback.queries.incoming.on_ticket import with_mail
from feedback.rules.clocks.targets import Target
from feedback.rules.names import Kind, Priority, Reason, ReopenReason
from feedback_site.kit.events import event_from
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from feedback.models.message import MessageQuerySet
    from feedback_site.kit.events import Event

PUBLIC = (Kind.CUSTOMER, Kind.REPLY, Kind.AUTOMATIC)
BETWEEN = (
    AbsorptionUndone,
    MergeUndone,
    TicketAbsorbed,
    TicketLinked,
    TicketMerged,
    TicketSplit,
    TicketSplitOff,
    TicketUnlinked,
)
DONE = (
    *BETWEEN,
    AbsenceCovered,
    TicketImported,
    TicketOpened,
    TicketAssigned,
    TicketResolved,
    TicketReopened,
    TicketReopenedByStaff,
    TicketClosed,
    FollowUpSent,
    FollowUpAnswered,
    AutomaticReplySent,
    MailCameBack,
    TicketTagged,
    TicketUntagged,
    TicketTeamChanged,
    TicketSnoozed,
    TicketWoken,
    TicketFieldSet,
    TicketHeld,
    TicketReleased,
    TicketPrioritised,
    SlaWarned,
    SlaBreached,
)
# At the same moment an opening stands before the message, everything else after it.
RANK = {TicketOpened.name: -1, TicketReopened.name: -1}


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One line of the timeline: a message, or an event with the people in it."""

    at: datetime
    order: tuple[datetime, int, int]
    message: Message | None = None
    event: Event | None = None
    actor: Any = None
    person: Any = None
    team: Any = None
    other: Ticket | None = None

    @property
    def badge(self) -> str:
        """Where something was said, if that was on a case that goes on in this one."""
        return self.other.ref if self.message and self.other else ""

    @property
    def kind(self) -> str:
        """The message's kind, or the event's name without the app."""
        if self.message:
            return self.message.kind
        return self.event.name.partition(".")[2] if self.event else ""

    @property
    def until(self) -> datetime | None:
        """Until when the ticket was put aside, or the person in charge is away."""
        if isinstance(self.event, AbsenceCovered):
            return datetime.fromisoformat(self.event.absent_until)
        return datetime.fromisoformat(self.event.until) if isinstance(self.event, TicketSnoozed) else None

    @property
    def target(self) -> Any:
        """What was promised, in the reader's language."""
        return TARGET_WORDS[Target(self.event.target)] if isinstance(self.event, SlaWarned | SlaBreached) else ""

    @property
    def priority(self) -> Any:
        """How much it presses now, in the reader's language."""
        return (
            PRIORITY_WORDS[Priority[self.event.priority.upper()]] if isinstance(self.event, TicketPrioritised) else ""
        )

    @property
    def reason(self) -> Any:
        """Why the ticket was closed or opened again, in the reader's language."""
        if isinstance(self.event, TicketReopenedByStaff):
            return WORDS[ReopenReason(self.event.reason)]
        return WORDS[Reason(self.event.reason)] if isinstance(self.event, TicketClosed) else ""


def public_thread(ticket: Ticket) -> list[Message]:
    """Return what the reporter may read, in order."""
    rows = public_messages(ticket).select_related("author").prefetch_related("attachments")
    return list(with_mail(rows).order_by("id"))


def public_messages(ticket: Ticket) -> MessageQuerySet:
    """Return what the reporter may read: no notes, and never what another reporter wrote.

    Where the case goes on in another, what staff have answered there since is for this reporter too.
    """
    allowed = Q(ticket=ticket, kind__in=PUBLIC)
    merged = ticket.merges.standing().first() if ticket.merged_into_id else None
    if merged:
        allowed |= Q(ticket=merged.target_id, kind=Kind.REPLY, pk__gt=merged.last_message_id)
    return Message.objects.filter(allowed)


def timeline(ticket: Ticket) -> list[Happening]:
    """Return messages and events merged by time."""
    messages = Message.objects.of_case(ticket).select_related("author", "ticket__contact")
    messages = with_mail(messages).prefetch_related("attachments").order_by("id")
    rows = LoggedEvent.objects.filter(subject=ticket.event_subject, name__in=[event.name for event in DONE]).order_by(
        "id"
    )
    events = [(row, event_from(row.name, row.payload)) for row in rows]
    people, teams, others = _people(events), _teams(events), _others(events)
    rules = rules_behind(row.pk for row, _event in events if row.actor_id is None)
    lines = [
        Happening(
            at=m.created_at,
            order=(m.created_at, 0, m.pk),
            message=m,
            actor=m.author,
            other=m.ticket if m.ticket_id != ticket.pk else None,
        )
        for m in messages
    ]
    lines += [
        Happening(
            at=row.at,
            order=(row.at, RANK.get(row.name, 1), row.pk),
            event=event,
            actor=people.get(row.actor_id) or rules.get(row.pk),
            person=people.get(getattr(event, "assignee_id", None) or getattr(event, "absent_id", None)),
            team=teams.get(getattr(event, "team_id", None)),
            other=others.get(getattr(event, "other_id", None)),
        )
        for row, event in events
    ]
    return sorted(lines, key=lambda line: line.order)


def _people(events: list[tuple[LoggedEvent, Event]]) -> dict[int | None, User]:
    wanted = {row.actor_id for row, _event in events}
    wanted |= {event.assignee_id for _row, event in events if isinstance(event, TicketAssigned)}
    wanted |= {event.absent_id for _row, event in events if isinstance(event, AbsenceCovered)}
    found: dict[int | None, User] = User.objects.in_bulk([key for key in wanted if key])
    return found


def _others(events: list[tuple[LoggedEvent, Event]]) -> dict[int | None, Ticket]:
    wanted = {event.other_id for _row, event in events if isinstance(event, BETWEEN)}
    found: dict[int | None, Ticket] = Ticket.objects.in_bulk(wanted) if wanted else {}
    return found


def _teams(events: list[tuple[LoggedEvent, Event]]) -> dict[int | None, Team]:
    wanted = {event.team_id for _row, event in events if isinstance(event, TicketTeamChanged) and event.team_id}
    found: dict[int | None, Team] = Team.objects.in_bulk(wanted) if wanted else {}
    return found
