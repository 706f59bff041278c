"""The history of a ticket's clocks as its rows tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.models import PolicyVersion
from feedback.queries.clocks.calendars import load_calendars
from feedback.rules.clocks.history import History, Hold, Regime, Resolved
from feedback.rules.names import Outcome
from feedback.rules.time.schedule import Stretch
from feedback.rules.waits import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from feedback.models import Ticket, Wait

Row = tuple["datetime", "int | None", "int | None", bool]
"""From when, by which version of a policy, by which calendar, and whether around the clock."""


def stored_history(ticket: Ticket, waits: Sequence[Wait] | None = None) -> History:
    """Collect the rows of a ticket; what hangs on the ticket itself is taken from the object."""
    rows = ticket.waits.order_by("number") if waits is None else waits
    fields = ("from_at", "policy_version_id", "calendar_id", "around_the_clock")
    holds = ticket.holds.order_by("number").values_list("number", "started_at", "ended_at")
    done = ticket.resolutions.order_by("number").values_list("number", "resolved_at", "resolved_by_id", "reopened_at")
    return History(
        waits=tuple(map(_span, rows)),
        holds=tuple(Hold(number=n, started_at=start, ended_at=end) for n, start, end in holds),
        resolutions=tuple(
            Resolved(number=n, at=at, by=by, reopened_at=void, automatic=by is None) for n, at, by, void in done
        ),
        regimes=regimes_of(list(ticket.regimes.order_by("number").values_list(*fields))),
        closed_at=ticket.closed_at,
    )


def regimes_of(rows: Sequence[Row]) -> tuple[Regime, ...]:
    """Return the regimes with their calendars and targets."""
    calendars = load_calendars(row[2] for row in rows)
    versions = PolicyVersion.objects.in_bulk({row[1] for row in rows if row[1]}) if rows else {}
    found = []
    for start, version, calendar, around_the_clock in rows:
        stretch = Stretch(
            start=start,
            calendar=calendars[calendar] if calendar else None,
            around_the_clock=around_the_clock,
        )
        targets = versions[version].targets if version else None
        found.append(Regime(stretch=stretch, policy_version=version, targets=targets))
    return tuple(found)


def _span(wait: Wait) -> Span:
    return Span(
        number=wait.number,
        started_at=wait.started_at,
        started_by_message=wait.started_by_message_id,
        ended_at=wait.ended_at,
        outcome=Outcome(wait.outcome) if wait.outcome else None,
        reason=wait.reason,
        ended_by=wait.ended_by_id,
        ended_by_message=wait.ended_by_message_id,
    )
