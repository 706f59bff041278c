"""Where a case goes on, for its reporter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.queries.private_links import claim_token

if TYPE_CHECKING:
    from feedback.models import Ticket

MOST = 10


@dataclass(frozen=True, kw_only=True)
class CaseAfter:
    """A case that came out of another, with the way into it."""

    ticket: Ticket
    token: str


def cases_after(ticket: Ticket) -> list[CaseAfter]:
    """Return the same person's cases that came out of this one, the newest first."""
    rows = ticket.followed_by.filter(contact=ticket.contact_id).order_by("-pk")[:MOST]
    return [CaseAfter(ticket=row, token=claim_token(row)) for row in rows]
