"""Put a ticket under the first policy that fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.events import TicketScheduled
from feedback.models import TicketRegime
from feedback.queries.clocks.policies import chosen_terms
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from feedback.models import Ticket


def follow_policies(*, ticket: Ticket) -> bool:
    """Begin a new regime on a locked ticket where other terms apply than before; return whether they do."""
    terms = chosen_terms(ticket)
    last = ticket.regimes.order_by("-number").first()
    known = (last.policy_version_id, last.calendar_id, last.around_the_clock) if last else (None, None, False)
    if known == terms:
        return False
    policy_version_id, calendar_id, around_the_clock = terms
    TicketRegime.objects.create(
        ticket=ticket,
        number=last.number + 1 if last else 1,
        from_at=clock.now(),
        policy_version_id=policy_version_id,
        calendar_id=calendar_id,
        around_the_clock=around_the_clock,
    )
    event = TicketScheduled(
        ticket_id=ticket.pk,
        policy_version_id=policy_version_id,
        calendar_id=calendar_id,
        around_the_clock=around_the_clock,
    )
    record(event, subject=ticket.event_subject)
    return True
