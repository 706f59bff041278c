"""What a person is told by mail of the cases in their hands: only what is still so when the mail is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Absence, User
from feedback.models import IncomingMail, Message, Ticket
from feedback.rules.news import NewsKind
from feedback_site.kit import clock
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from notifications.models import PendingNews

MOST_LINES, MOST_LETTERS = 20, 300


@dataclass(frozen=True)
class Line:
    """A case, and what was written last or who handed it over."""

    ticket: Ticket
    name: str
    words: str = ""


@dataclass(kw_only=True)
class News:
    """What one person is told in one mail."""

    kind: NewsKind
    person: User
    lines: list[Line] = field(default_factory=list)

    @property
    def shown(self) -> list[Line]:
        """The first of them."""
        return self.lines[:MOST_LINES]

    @property
    def more(self) -> int:
        """How many the mail leaves out."""
        return max(0, len(self.lines) - MOST_LINES)

    @property
    def summary(self) -> str:
        """What happened, in one line that names a single case."""
        count, ref = len(self.lines), self.lines[0].ticket.ref
        if self.kind == NewsKind.ASSIGNED:
            if count == 1:
                return _("Case %(ref)s was assigned to you") % {"ref": ref}
            told = ngettext("%(n)s case was assigned to you", "%(n)s cases were assigned to you", count)
            return told % {"n": count}
        if count == 1:
            return _("A new message in your case %(ref)s") % {"ref": ref}
        told = ngettext(
            "There is a new message in %(n)s of your cases", "There are new messages in %(n)s of your cases", count
        )
        return told % {"n": count}


def receivers(person_ids: Iterable[int]) -> dict[int, User]:
    """Return those who work here still, by number."""
    found: dict[int, User] = User.objects.who_may("ticket.reply").in_bulk(list(person_ids))
    return found


def who_is_away(person_ids: Iterable[int]) -> set[int]:
    """Return those who are absent now."""
    return set(Absence.objects.at(clock.now()).filter(person__in=person_ids).values_list("person", flat=True))


def wants(person: User, kind: str) -> bool:
    """Whether the person wishes to be told such things by mail."""
    return person.mail_on_assignment if kind == NewsKind.ASSIGNED else person.mail_on_message


def news_of(rows: Sequence[PendingNews], people: dict[int, User]) -> list[News]:
    """Return what to tell whom, a case once a mail; with few questions however many the rows."""
    known = _Known(LoggedEvent.objects.in_bulk([row.event_id for row in rows]))
    lines: dict[tuple[int, str], dict[int, Line]] = {}
    for row in rows:
        if line := known.line(row):
            lines.setdefault((row.person_id, row.kind), {})[line.ticket.pk] = line
    return [
        News(kind=NewsKind(kind), person=people[person_id], lines=list(found.values()))
        for (person_id, kind), found in lines.items()
    ]


class _Known:
    """All that the news of a batch are made of."""

    def __init__(self, events: dict[int, LoggedEvent]) -> None:
        self.events = events
        ids = {event.payload["ticket_id"] for event in events.values()}
        self.tickets = Ticket.objects.unfinished().select_related("contact").in_bulk(ids)
        self.givers = User.objects.in_bulk({event.actor_id for event in events.values() if event.actor_id})
        written = {event.payload["message_id"] for event in events.values() if "message_id" in event.payload}
        self.messages = Message.objects.in_bulk(written)
        self.let_in = dict(IncomingMail.objects.filter(message__in=written).values_list("message", "decided_by"))

    def line(self, row: PendingNews) -> Line | None:
        """Return what the row tells; None when the case is done, another's or answered, or was the person's deed."""
        event = self.events.get(row.event_id)
        ticket = self.tickets.get(event.payload["ticket_id"]) if event else None
        if event is None or ticket is None or ticket.assignee_id != row.person_id:
            return None
        if row.kind == NewsKind.ASSIGNED:
            return Line(ticket, str(self.givers.get(event.actor_id or 0, "")))
        message = self.messages.get(event.payload["message_id"])
        if message is None or ticket.wait_started_at is None or self.let_in.get(message.pk) == row.person_id:
            return None
        return Line(ticket, _reporter(ticket), _beginning(message.body))


def _reporter(ticket: Ticket) -> str:
    return (ticket.contact.name or ticket.contact.email or "") if ticket.contact else ""


def _beginning(body: str) -> str:
    return Truncator(" ".join(body.split())).chars(MOST_LETTERS)
