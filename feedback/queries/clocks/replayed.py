"""The history of a ticket's clocks as its events alone tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.events import TicketClosed, TicketHeld, TicketReleased, TicketReopened, TicketResolved, TicketScheduled
from feedback.queries.clocks.history import regimes_of
from feedback.queries.replayed_waits import happening
from feedback.rules.clocks.history import History, Hold, Resolved
from feedback.rules.waits import waits
from feedback_site.kit.events import event_from
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback.models import Ticket
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
        regimes=regimes_of(
            [
                (row.at, event.policy_version_id, event.calendar_id, event.around_the_clock)
                for row, event in lines
                if isinstance(event, TicketScheduled)
            ]
        ),
        closed_at=next((row.at for row, event in lines if isinstance(event, TicketClosed)), None),
    )


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
        elif isinstance(event, TicketReopened):
            last = found[-1]
            found[-1] = Resolved(
                number=last.number, at=last.at, by=last.by, reopened_at=row.at, automatic=last.automatic
            )
    return found
