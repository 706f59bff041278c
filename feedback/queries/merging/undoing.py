"""Whether a merge can still be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.events import SlaBreached, SlaWarned, TicketAbsorbed, TicketMerged, TicketScheduled
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from feedback.models import Merge, Ticket

BY_ITSELF = (SlaBreached.name, SlaWarned.name, TicketScheduled.name)


def something_happened_since(merge: Merge) -> bool:
    """Whether anything was done to either ticket after the merge; what clocks do by themselves is nothing."""
    ends = {
        _last(merge.source): (TicketMerged.name, merge.target_id),
        _last(merge.target): (TicketAbsorbed.name, merge.source_id),
    }
    return any(found != wanted for found, wanted in ends.items())


def _last(ticket: Ticket) -> tuple[str, int | None] | None:
    rows = LoggedEvent.objects.filter(subject=ticket.event_subject).exclude(name__in=BY_ITSELF)
    row = rows.order_by("-id").first()
    return (row.name, row.payload.get("other_id")) if row else None
