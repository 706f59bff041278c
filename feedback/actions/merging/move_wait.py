"""Give a ticket another open wait, or none."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from feedback.actions.start_wait import next_number
from feedback.models import TicketRegime, Wait
from feedback.queries.clocks.replayed import write_regime

if TYPE_CHECKING:
    from feedback.models import Ticket

FIELDS = ("from_at", "policy_version_id", "calendar_id", "around_the_clock")


class OpenWait(TypedDict):
    """An open wait as JSON values; `number` is its place among the ticket's waits."""

    number: int
    started_at: str
    message_id: int


def open_wait(ticket: Ticket) -> OpenWait | None:
    """Return the open wait of a locked ticket."""
    found = ticket.waits.still_open().first()
    if found is None:
        return None
    return OpenWait(
        number=found.number, started_at=found.started_at.isoformat(), message_id=found.started_by_message_id
    )


def move_wait(*, ticket: Ticket, wanted: OpenWait | None) -> dict[str, Any]:
    """Give a locked ticket this open wait; return what its event tells of that."""
    known = open_wait(ticket)
    number = known["number"] if known else next_number(ticket)
    if wanted is None:
        ticket.wait_started_at = None
        ticket.waits.still_open().delete()
    else:
        start = ticket.wait_started_at = datetime.fromisoformat(wanted["started_at"])
        fields = {"started_at": start, "started_by_message_id": wanted["message_id"]}
        if not ticket.waits.still_open().update(**fields):
            Wait.objects.create(ticket=ticket, number=number, **fields)
    return {
        "wait_started_at": wanted["started_at"] if wanted else None,
        "wait_message_id": wanted["message_id"] if wanted else None,
        "channel": ticket.channel,
        "first_was": known["started_at"] if known and number == 1 else None,
        "first_is": wanted["started_at"] if wanted and number == 1 else None,
    }


def take_terms(*, source: Ticket, target: Ticket) -> list[list[str | int | bool | None]]:
    """Put the source's terms before the target's, where its wait is older than these; return them as JSON values."""
    known = list(target.regimes.order_by("number").values_list(*FIELDS))
    since = target.wait_started_at
    if since is None or (known and known[0][0] <= since):
        return []
    theirs = source.regimes.order_by("number").values_list(*FIELDS)
    earlier = [row for row in theirs if not known or row[0] < known[0][0]]
    _write(target, [*earlier, *known])
    return [write_regime(row) for row in earlier]


def give_back_terms(*, target: Ticket, number: int) -> None:
    """Take the first so many terms away again."""
    if number:
        _write(target, list(target.regimes.order_by("number").values_list(*FIELDS))[number:])


def _write(ticket: Ticket, rows: list[Any]) -> None:
    ticket.regimes.all().delete()
    TicketRegime.objects.bulk_create(
        TicketRegime(ticket=ticket, number=number, **dict(zip(FIELDS, row, strict=True)))
        for number, row in enumerate(rows, 1)
    )
