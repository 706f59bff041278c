"""What the page of a ticket says about the cases around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.models import TicketLink

if TYPE_CHECKING:
    from feedback.models import Merge, Ticket

MOST = 10
ENDS = ("first__contact", "first__assignee", "second__contact", "second__assignee")


@dataclass(frozen=True, kw_only=True)
class Relations:
    """Where the ticket goes on, what goes on in it, what came out of it, and what it has to do with."""

    merge: Merge | None
    merged: list[Ticket]
    after: list[Ticket]
    linked: list[Ticket]

    @property
    def known(self) -> set[int]:
        """The numbers of all of them, which need no suggestion."""
        gone = {self.merge.target_id} if self.merge else set()
        return gone | {ticket.pk for ticket in (*self.merged, *self.after, *self.linked)}


def relations(ticket: Ticket) -> Relations:
    """Collect them, with three questions."""
    merge = ticket.merges.standing().select_related("target", "by").first() if ticket.merged_into_id else None
    return Relations(
        merge=merge,
        merged=[] if ticket.merged_into_id else list(ticket.merged.order_by("pk")),
        after=list(ticket.followed_by.order_by("-pk")[:MOST]),
        linked=linked_with(ticket),
    )


def linked_with(ticket: Ticket) -> list[Ticket]:
    """Return the tickets at the other ends of its links."""
    links = TicketLink.objects.of(ticket).select_related(*ENDS).order_by("pk")
    return [link.far_end(ticket) for link in links]
