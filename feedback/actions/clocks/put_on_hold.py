"""Put a ticket on hold while staff wait for somebody else, and take it off again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.clocks.release import begin_hold, release
from feedback.actions.hold_ticket import held

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def put_on_hold(*, ticket: Ticket, by: User) -> Ticket:
    """Put it on hold, once; the wait of its customer goes on. Raises Conflict."""
    with held(ticket) as row:
        begin_hold(ticket=row, by=by)
    return row


def take_off_hold(*, ticket: Ticket, by: User) -> Ticket:
    """Take it off hold; without one nothing changes."""
    with held(ticket) as row:
        release(ticket=row, by=by)
    return row
