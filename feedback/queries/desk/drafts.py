"""The drafts on a ticket: one's own to go on with, the colleagues' to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.rules.names import Kind

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Draft, Ticket


@dataclass(frozen=True, kw_only=True)
class Drafts:
    """Whose words wait to be sent."""

    mine: dict[str, Draft]
    others: list[Draft]

    @property
    def reply(self) -> str:
        """One's own reply so far."""
        return self._mine(Kind.REPLY)

    @property
    def note(self) -> str:
        """One's own note so far."""
        return self._mine(Kind.NOTE)

    def _mine(self, kind: Kind) -> str:
        found = self.mine.get(kind.value)
        return found.body if found else ""


def drafts_on(ticket: Ticket, user: User) -> Drafts:
    """Return the drafts on the ticket in one question, the latest of the others first."""
    rows = list(ticket.drafts.select_related("user").order_by("-changed_at", "-id"))
    mine = {draft.kind: draft for draft in rows if draft.user_id == user.pk}
    return Drafts(mine=mine, others=[draft for draft in rows if draft.user_id != user.pk])
