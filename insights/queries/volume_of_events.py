"""Counts what a batch of events adds to each day, with one read for each kind."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F

from feedback.events import (
    AbsorptionUndone,
    CustomerWrote,
    MergeUndone,
    TicketAbsorbed,
    TicketClosed,
    TicketMerged,
    TicketOpened,
    TicketReopenedByStaff,
    TicketReplied,
    TicketResolved,
    TicketSplit,
    TicketSplitOff,
    WaitMoving,
)
from feedback.models import Ticket, Wait

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from notifications.event_log import Recorded

Volume = Counter[tuple["date", str, str]]
READ = (
    AbsorptionUndone,
    CustomerWrote,
    MergeUndone,
    TicketAbsorbed,
    TicketClosed,
    TicketMerged,
    TicketOpened,
    TicketReopenedByStaff,
    TicketReplied,
    TicketResolved,
    TicketSplit,
    TicketSplitOff,
)


def volume_of_events(batch: Sequence[Recorded]) -> Volume:
    """Return counts by (day of the site's zone, channel, name).

    A message ends one wait at most, and what begins or is closed the events tell themselves, so that
    each first wait is counted once when it starts and once when it ends, whatever was moved since.
    """
    first = Wait.objects.first_responses().annotate(channel=F("ticket__channel"))
    replied = _messages(batch, TicketReplied)
    answered = first.filter(ended_by_message__in=replied).values_list("ended_at", "channel")
    closed = [(r.at, r.event.first_channel) for r in _of(batch, TicketClosed) if r.event.first_channel]
    counts: Volume = Counter()
    for name, moments in (
        ("received", _started(batch)),
        ("answered", answered),
        ("closed", closed),
        ("resolved", _resolutions(batch)),
    ):
        counts.update((_day(at), channel, name) for at, channel in moments if at)
    counts.subtract((_day(at), channel, "received") for at, channel in _moved(batch, "first_was"))
    counts.subtract((_day(at), channel, "closed") for at, channel in _taken_back(batch))
    return counts


def _started(batch: Sequence[Recorded]) -> Iterable[tuple[datetime, str]]:
    """Return when first waits started, as the events tell it: a merge or a split may have moved a wait since."""
    opened = [(r.at, r.event.channel) for r in _of(batch, TicketOpened) if not r.event.by_staff]
    wrote = [(r.at, r.event.first_channel) for r in _of(batch, CustomerWrote) if r.event.first_channel]
    return [*opened, *wrote, *_moved(batch, "first_is")]


def _taken_back(batch: Sequence[Recorded]) -> list[tuple[datetime, str]]:
    """Return the closings of first waits that staff took back by opening again."""
    found = [r.event for r in _of(batch, TicketReopenedByStaff) if r.event.closed_at]
    return [(datetime.fromisoformat(event.closed_at), event.first_channel) for event in found]


def _moved(batch: Sequence[Recorded], which: str) -> list[tuple[datetime, str]]:
    """Return the first waits that merges and splits took away, or brought."""
    found = [(getattr(r.event, which), r.event.channel) for r in _of(batch, WaitMoving)]
    return [(datetime.fromisoformat(at), channel) for at, channel in found if at]


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
