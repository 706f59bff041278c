"""What a rule would have done with last week's tickets; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from feedback.models import Ticket
from feedback.queries.automation.wishes import MACHINE
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.rules.automation.shape import Limit, Outcome, Terms, Trigger, due_at
from feedback_site.kit import clock
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

LAST_WEEK = timedelta(days=7)
MOST = 200


@dataclass(frozen=True)
class Line:
    """A ticket, when the rule would have fired, and what would have come of it."""

    ticket: Ticket
    at: datetime
    outcome: Outcome


@dataclass(frozen=True)
class Rehearsal:
    """The lines, newest first; `more` where last week had more tickets than were looked at."""

    lines: list[Line]
    looked_at: int
    more: bool

    @property
    def firing(self) -> int:
        """How often it would have done something."""
        return sum(line.outcome == Outcome.DONE for line in self.lines)


def rehearse(terms: Terms) -> Rehearsal:
    """Try the rule on the tickets of the last seven days, as they stand now: three questions, however many tickets."""
    now = clock.now()
    rows = Ticket.objects.filter(created_at__gte=now - LAST_WEEK).order_by("-created_at", "-id")
    found = list(rows.select_related("contact")[: MOST + 1])
    tickets = found[:MOST]
    names = {trigger.event_name for trigger in (terms.trigger, *terms.unless)}
    events: dict[str, list[LoggedEvent]] = defaultdict(list)
    subjects = [ticket.event_subject for ticket in tickets]
    for row in LoggedEvent.objects.filter(subject__in=subjects, name__in=names).order_by("id"):
        events[row.subject].append(row)
    wanted = TicketFilter.from_json(terms.condition).tickets(MACHINE)
    fitting = set(wanted.filter(pk__in=[ticket.pk for ticket in tickets]).values_list("pk", flat=True))
    moments = [
        (at, ticket)
        for ticket in tickets
        if ticket.pk in fitting
        for at in _moments(terms, events[ticket.event_subject], now)
    ]
    return Rehearsal(_lines(terms.limit, moments), len(tickets), len(found) > MOST)


def _moments(terms: Terms, rows: Sequence[LoggedEvent], now: datetime) -> Iterable[datetime]:
    for place, row in enumerate(rows):
        if row.name != terms.trigger.event_name or not counts(terms.trigger, row.payload):
            continue
        due = due_at(row.at, terms.after_hours)
        broken_off = terms.after_hours and any(later.at <= due for later in rows[place + 1 :])
        if due <= now and not broken_off:
            yield due


def counts(trigger: Trigger, payload: dict[str, object]) -> bool:
    """Whether an event is what the trigger means: a case that staff began is nobody speaking up."""
    return not (trigger == Trigger.OPENED and payload.get("by_staff"))


def _lines(limit: Limit | None, moments: list[tuple[datetime, Ticket]]) -> list[Line]:
    """Mark those that the limit per person would have kept from firing."""
    told: dict[object, list[datetime]] = defaultdict(list)
    lines = []
    for at, ticket in sorted(moments, key=lambda moment: (moment[0], moment[1].pk)):
        earlier = told[ticket.contact_id or f"ticket:{ticket.pk}"]
        outcome = Outcome.DONE
        if limit and sum(then > at - timedelta(hours=limit.hours) for then in earlier) >= limit.times:
            outcome = Outcome.LIMITED
        else:
            earlier.append(at)
        lines.append(Line(ticket, at, outcome))
    return lines[::-1]
