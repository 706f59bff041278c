"""Begin a wait when the customer writes and none is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.models import Wait
from feedback.rules.waits import UNSEEN
from feedback_site.kit import clock

if TYPE_CHECKING:
    from feedback.models import Message, Ticket


def start_wait(*, ticket: Ticket, message: Message) -> bool:
    """Begin a wait on a held ticket, unless one is open; return whether it is the ticket's first."""
    if ticket.wait_started_at is not None:
        return False
    ticket.wait_started_at = clock.now()
    number = next_number(ticket)
    write_wait(ticket=ticket, message=message, number=number)
    return number == 1


def next_number(ticket: Ticket) -> int:
    """Return the number of the ticket's next wait; the first one of a case from elsewhere lies in its past."""
    return ticket.waits.count() + 1 + (UNSEEN if ticket.is_imported else 0)


def write_wait(*, ticket: Ticket, message: Message, number: int) -> None:
    """Write down the wait that the ticket already shows."""
    Wait.objects.create(
        ticket=ticket,
        number=number,
        started_at=clock.now(),
        started_by_message=message,
    )
