"""Note what somebody of the staff is to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.events import CustomerWrote, TicketAssigned
from feedback.models import Ticket
from feedback.rules.news import NewsKind
from notifications.models import PendingNews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded


def note_news(*, batch: Sequence[Recorded]) -> None:
    """Note who was given a case by somebody else, and whose case was written to; never twice for one event.

    A mail of a machine is no such event, so nobody is told of one.
    """
    written = [line.event.ticket_id for line in batch if isinstance(line.event, CustomerWrote)]
    in_charge = dict(Ticket.objects.filter(pk__in=written, assignee__isnull=False).values_list("pk", "assignee"))
    rows = []
    for line in batch:
        given = isinstance(line.event, TicketAssigned)
        person = line.event.assignee_id if given else in_charge.get(line.event.ticket_id)
        if person is not None and person != line.actor_id:
            kind = NewsKind.ASSIGNED if given else NewsKind.WROTE
            rows.append(PendingNews(kind=kind.value, person_id=person, event_id=line.id, at=line.at))
    PendingNews.objects.bulk_create(rows, ignore_conflicts=True)
