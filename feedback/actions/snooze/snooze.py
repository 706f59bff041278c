"""Put a ticket aside until a moment or until the customer writes; bring it back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.hold_ticket import held
from feedback.events import TicketSnoozed, TicketWoken
from feedback.models import Ticket
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

LONGEST = timedelta(days=90)
BY_TIME, BY_REPLY, BY_STAFF = "time", "reply", "staff"
AT_ONCE = 500


def snooze(*, ticket: Ticket, until: datetime, by: User | None) -> Ticket:
    """Put it aside until then, or until the customer writes: out of the way, not out of sight.

    Its clocks run on, and it stays among those who wait. Raises Invalid and Conflict.
    """
    with held(ticket) as row:
        if not clock.now() < until <= clock.now() + LONGEST:
            raise Invalid(
                errors={"until": [_("Choose a time within the next %(days)s days.") % {"days": LONGEST.days}]}
            )
        if row.is_finished:
            raise Conflict(_("This ticket is finished, so there is nothing to put aside."))
        if row.snoozed_until == until:
            return row
        row.snoozed_until = until
        event = TicketSnoozed(ticket_id=row.pk, until=until.isoformat())
        record(event, actor_id=by.pk if by else None, subject=row.event_subject)
    return row


def wake(*, ticket: Ticket, by: User) -> Ticket:
    """Bring it back now."""
    with held(ticket) as row:
        wake_held(ticket=row, cause=BY_STAFF, by=by)
    return row


def wake_held(*, ticket: Ticket, cause: str, by: User | None = None) -> None:
    """Bring a held ticket back, if it was put aside."""
    if ticket.snoozed_until is None:
        return
    ticket.snoozed_until = None
    event = TicketWoken(ticket_id=ticket.pk, cause=cause)
    record(event, actor_id=by.pk if by else None, subject=ticket.event_subject)


def wake_due() -> int:
    """Bring back those whose time has come; return how many."""
    due = Ticket.objects.asleep().filter(snoozed_until__lte=clock.now()).order_by("snoozed_until", "id")
    woken = 0
    for ticket in due[:AT_ONCE]:
        with held(ticket) as row:
            if row.snoozed_until and row.snoozed_until <= clock.now():
                wake_held(ticket=row, cause=BY_TIME)
                woken += 1
    return woken
