"""Say how much a ticket presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.hold_ticket import held
from feedback.events import TicketPrioritised
from feedback.rules.names import Priority
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def prioritise(*, ticket: Ticket, priority: Priority, by: User | None) -> Ticket:
    """Change the priority, which may bring another policy; the same one is no change. Raises Conflict."""
    with held(ticket) as row:
        if row.priority == priority:
            return row
        if row.is_finished:
            raise Conflict(_("This ticket is finished, so its priority stays."))
        previous, row.priority = Priority(row.priority), priority.value
        record(
            TicketPrioritised(ticket_id=row.pk, priority=priority.key, previous=previous.key),
            actor_id=by.pk if by else None,
            subject=row.event_subject,
        )
    return row
