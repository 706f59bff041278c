"""Ask the people behind resolved tickets how it went."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from feedback.events import FollowUpSent
from feedback.models import FollowUp
from feedback.rules.names import Status
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.models import Ticket


@transaction.atomic
def send_follow_ups(*, tickets: Sequence[Ticket]) -> list[FollowUp]:
    """Make one follow-up for each resolution that has none; return the new ones.

    Tickets that are not resolved (any more) are passed over.
    """
    resolved = [
        (ticket, ticket.resolved_at) for ticket in tickets if ticket.status == Status.RESOLVED and ticket.resolved_at
    ]
    earlier = FollowUp.objects.filter(ticket__in=[ticket for ticket, _at in resolved])
    asked = set(earlier.values_list("ticket_id", "resolved_at"))
    now = clock.now()
    expires_at = now + timedelta(days=settings.SATISFACTION_LINK_DAYS)
    new = FollowUp.objects.bulk_create(
        FollowUp(ticket=ticket, resolved_at=at, created_at=now, expires_at=expires_at)
        for ticket, at in resolved
        if (ticket.pk, at) not in asked
    )
    for follow_up in new:
        record(
            FollowUpSent(ticket_id=follow_up.ticket_id, follow_up_id=follow_up.pk),
            subject=follow_up.ticket.event_subject,
        )
    return new
