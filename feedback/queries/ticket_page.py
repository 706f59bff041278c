"""Everything that the page of one ticket shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from accounts.models import User
from accounts.queries.standing import colleagues
from feedback.models import FollowUp, Ticket
from feedback.models.words import PRIORITY_WORDS
from feedback.queries.thread import timeline
from feedback.rules.lifecycle import Move, may_move
from feedback.rules.names import Kind, Priority, Status

if TYPE_CHECKING:
    from accounts.queries.standing import Colleague
    from feedback.models import Wait
    from feedback.queries.thread import Happening

OTHERS = 10


@dataclass(frozen=True, kw_only=True)
class TicketPage:
    """The ticket, what was said and done, and whom it concerns."""

    ticket: Ticket
    timeline: list[Happening]
    waits: list[Wait]
    follow_ups: list[FollowUp]
    others: list[Ticket]
    colleagues: list[Colleague]

    @property
    def seen_id(self) -> int:
        """The last message on the page; a reply carries it along."""
        return max((line.message.pk for line in self.timeline if line.message), default=0)

    @property
    def priorities(self) -> list[tuple[str, Any]]:
        """What a ticket's priority may be, the most urgent first."""
        return [(Priority(value).key, word) for value, word in PRIORITY_WORDS.items()]

    @property
    def may(self) -> dict[str, bool]:
        """Which moves the status allows now."""
        status, waits = Status(self.ticket.status), self.ticket.wait_started_at is not None
        found = {move.value: may_move(status, move, wait_open=waits) for move in Move}
        return found | {Move.REOPEN.value: found[Move.REOPEN] and self.ticket.merged_into_id is None}

    @property
    def may_split(self) -> bool:
        """Whether the reporter wrote more than once, so that something can go and something stay."""
        said = [line for line in self.timeline if line.kind == Kind.CUSTOMER and not line.badge]
        return len(said) > 1 and self.ticket.status != Status.CLOSED


def ticket_page(*, user: Any, ticket: Ticket) -> TicketPage:
    """Collect what the page shows."""
    return TicketPage(
        ticket=ticket,
        timeline=timeline(ticket),
        waits=list(ticket.waits.select_related("ended_by").order_by("number")),
        follow_ups=list(ticket.follow_ups.order_by("id")),
        others=_others(user, ticket),
        colleagues=colleagues(User.objects.who_may("ticket.reply").order_by("name", "email")),
    )


def _others(user: Any, ticket: Ticket) -> list[Ticket]:
    """The person's other cases with their answers before them and what they said of ours after."""
    if ticket.contact_id is None:
        return []
    scored = FollowUp.objects.filter(ticket=OuterRef("pk"), score__isnull=False).order_by("-id")
    rows = Ticket.objects.visible_to(user).filter(contact=ticket.contact_id)
    rows = rows.annotate(satisfaction=Subquery(scored.values("score")[:1]))
    return list(rows.exclude(pk=ticket.pk).order_by("-created_at", "-id")[:OTHERS])
