"""Counts what a batch of events adds to each day, with one read for each kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F

from feedback.events import CustomerWrote, TicketClosed, TicketOpened, TicketReplied, TicketResolved
from feedback.models import Ticket, Wait
from feedback.rules.names import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from notifications.event_log import Recorded

Volume = Counter[tuple["date", str, str]]
READ = (CustomerWrote, TicketClosed, TicketOpened, TicketReplied, TicketResolved)


def volume_of_events(batch: Sequence[Recorded]) -> Volume:
    """Return counts by (day of the site's zone, channel, name).

    A message starts or ends one wait at most, and the time tells which closing ended the first
    wait, so that each first wait is counted once when it starts and once when it ends.
    """
    first = Wait.objects.first_responses().annotate(channel=F("ticket__channel"))
    wrote = _messages(batch, TicketOpened, CustomerWrote)
    started = first.filter(started_by_message__in=wrote).values_list("started_at", "channel")
    replied = _messages(batch, TicketReplied)
    answered = first.filter(ended_by_message__in=replied).values_list("ended_at", "channel")
    closings = {(r.event.ticket_id, r.at) for r in _of(batch, TicketClosed)}
    ended = first.filter(ticket__in=[ticket for ticket, _ in closings], outcome=Outcome.CLOSED)
    closed = [
        (at, channel)
        for ticket, at, channel in ended.values_list("ticket_id", "ended_at", "channel")
        if (ticket, at) in closings
    ]
    counts: Volume = Counter()
    for name, moments in (
        ("received", started),
        ("answered", answered),
        ("closed", closed),
        ("resolved", _resolutions(batch)),
    ):
        counts.update((_day(at), channel, name) for at, channel in moments if at)
    return counts


def _of(batch: Sequence[Recorded], *kinds: type) -> list[Recorded]:
    return [recorded for recorded in batch if isinstance(recorded.event, kinds)]


def _messages(batch: Sequence[Recorded], *kinds: type) -> list[int]:
    return [recorded.event.message_id for recorded in _of(batch, *kinds)]


def _resolutions(batch: Sequence[Recorded]) -> Iterable[tuple[datetime, str]]:
    resolved = [(r.event.ticket_id, r.at) for r in _of(batch, TicketResolved)]
    tickets = Ticket.objects.filter(pk__in={ticket for ticket, _ in resolved})
    channels = dict(tickets.values_list("pk", "channel"))
    return [(at, channels[ticket]) for ticket, at in resolved if ticket in channels]


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
