"""What the page of a ticket says about the cases around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedback.models import Merge, Ticket


@dataclass(frozen=True, kw_only=True)
class Relations:
    """Where the ticket goes on, and what goes on in it."""

    merge: Merge | None
    merged: list[Ticket]


def relations(ticket: Ticket) -> Relations:
    """Collect them, with one question."""
    if ticket.merged_into_id:
        found = ticket.merges.standing().select_related("target", "by").first()
        return Relations(merge=found, merged=[])
    return Relations(merge=None, merged=list(ticket.merged.order_by("pk")))
