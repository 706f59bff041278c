"""The history of a ticket's clocks as its events alone tell it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from feedback.events import (
    AbsorptionUndone,
    MergeUndone,
    TicketAbsorbed,
    TicketClosed,
    TicketHeld,
    TicketMerged,
    TicketReleased,
    TicketReopened,
    TicketReopenedByStaff,
    TicketResolved,
    TicketScheduled,
    TicketSplitOff,
)
from feedback.events.importing import TicketImported
from feedback.queries.clocks.history import regimes_of
from feedback.queries.replayed_waits import happening
from feedback.rules.clocks.history import History, Hold, Resolved
from feedback.rules.waits import waits
from feedback_site.kit.events import event_from
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback.models import Ticket
    from feedback.queries.clocks.history import Row
    from feedback_site.kit.events import Event

Line = tuple[LoggedEvent, "Event"]


def replayed_history(ticket: Ticket) -> History:
    """Compute the history anew from the event log; what is reckoned from it equals what is stored, bit for bit."""
    rows = LoggedEvent.objects.filter(subject=ticket.event_subject).order_by("id")
    lines = [(row, event_from(row.name, row.payload)) for row in rows]
    return History(
        waits=tuple(waits(happening(row) for row, _event in lines)),
        holds=tuple(_holds(lines)),
        resolutions=tuple(_resolutions(lines)),
        regimes=regimes_of(_regimes(lines)),
        closed_at=_closed_at(lines),
    )


def _regimes(lines: Iterable[Line]) -> list[Row]:
    found: list[Row] = []
    for row, event in lines:
        if isinstance(event, TicketScheduled):
            found.append((row.at, event.policy_version_id, event.calendar_id, event.around_the_clock))
        elif isinstance(event, TicketAbsorbed | TicketSplitOff):
            found[:0] = [read_regime(regime) for regime in event.regimes]
        elif isinstance(event, AbsorptionUndone):
            del found[: event.regimes]
    return found


def read_regime(regime: list[str | int | bool | None]) -> Row:
    """Return the terms that a merge carried along, as `write_regime` wrote them down."""
    start, *terms = regime
    return cast("Row", (datetime.fromisoformat(str(start)), *terms))


def write_regime(row: Row) -> list[str | int | bool | None]:
    """Return terms as JSON values."""
    return [row[0].isoformat(), *row[1:]]


def _closed_at(lines: Iterable[Line]) -> datetime | None:
    found = None
    for row, event in lines:
        if isinstance(event, TicketImported) and event.closed_at:
            found = datetime.fromisoformat(event.closed_at)
        elif isinstance(event, TicketClosed | TicketMerged):
            found = row.at
        elif isinstance(event, MergeUndone | TicketReopenedByStaff):
            found = None
    return found


def _holds(lines: Iterable[Line]) -> list[Hold]:
    found: list[Hold] = []
    for row, event in lines:
        if isinstance(event, TicketHeld):
            found.append(Hold(number=len(found) + 1, started_at=row.at))
        elif isinstance(event, TicketReleased):
            found[-1] = Hold(number=len(found), started_at=found[-1].started_at, ended_at=row.at)
    return found


def _resolutions(lines: Iterable[Line]) -> list[Resolved]:
    found: list[Resolved] = []
    for row, event in lines:
        if isinstance(event, TicketResolved):
            found.append(Resolved(number=len(found) + 1, at=row.at, by=row.actor_id, automatic=event.automatic))
        elif isinstance(event, TicketReopened | TicketReopenedByStaff) and found and found[-1].reopened_at is None:
            last = found[-1]
            found[-1] = Resolved(
                number=last.number, at=last.at, by=last.by, reopened_at=row.at, automatic=last.automatic
            )
    return found
