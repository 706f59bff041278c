"""Say once, for each wait and target, that it is near, and that it has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from feedback.events import SlaBreached, SlaWarned
from feedback.models import SlaMark, Ticket
from feedback.queries.clocks.history import stored_history
from feedback.rules.clocks.marks import Level, marks_ahead
from feedback.rules.clocks.reckon import reckon
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from feedback.rules.clocks.marks import Mark

BATCH = 100
MOST = 20
EVENTS = {Level.WARNED: SlaWarned, Level.BREACHED: SlaBreached}


def sweep_targets() -> int:
    """Look at the tickets whose time has come, batch by batch; return how many things were said."""
    return sum(_batches(clock.now()))


def _batches(at: datetime) -> Iterator[int]:
    for _turn in range(MOST):
        looked_at, said = _batch(at)
        yield said
        if looked_at < BATCH:
            return


@transaction.atomic
def _batch(at: datetime) -> tuple[int, int]:
    rows = Ticket.objects.filter(look_at__lte=at).order_by("look_at", "id")
    tickets = list(rows.select_for_update(of=("self",), no_key=True, skip_locked=True)[:BATCH])
    return len(tickets), sum(_look(ticket, at) for ticket in tickets)


def _look(ticket: Ticket, at: datetime) -> int:
    """Mark and tell what has come; note when to look again."""
    history = stored_history(ticket)
    told = set(ticket.marks.values_list("target", "number", "level"))
    ahead = marks_ahead(history, reckon(history), told)
    come = [mark for mark in ahead if mark.at <= at]
    for mark in come:
        _tell(ticket, mark)
    ticket.look_at = next((mark.at for mark in ahead if mark.at > at), None)
    ticket.save(update_fields=["look_at"])
    return len(come)


def _tell(ticket: Ticket, mark: Mark) -> None:
    SlaMark.objects.create(
        ticket=ticket,
        target=mark.target.value,
        number=mark.number,
        level=mark.level.value,
        due_at=mark.due_at,
        at=clock.now(),
    )
    event = EVENTS[mark.level](
        ticket_id=ticket.pk, target=mark.target.value, number=mark.number, due_at=mark.due_at.isoformat()
    )
    record(event, subject=ticket.event_subject)
