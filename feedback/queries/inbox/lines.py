"""What a list shows of each ticket besides its row: tags, and where the words stand that were looked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from feedback.models import Message, Tagging
from feedback.rules.search.highlight import Piece, excerpt, looked_for, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.models import Ticket


@dataclass(frozen=True, kw_only=True)
class Line:
    """One ticket in a list."""

    ticket: Ticket
    subject: list[Piece]
    excerpt: list[Piece]
    tags: list[str]


def lines(tickets: Sequence[Ticket], text: str | None) -> list[Line]:
    """Return the lines in the same order: two questions more, however many there are."""
    words = looked_for(text or "")
    tags = _tags(tickets)
    said = _said(tickets, words) if words and tickets else {}
    return [
        Line(
            ticket=ticket,
            subject=pieces(ticket.subject, words),
            excerpt=excerpt(said.get(ticket.pk, ""), words),
            tags=tags[ticket.pk],
        )
        for ticket in tickets
    ]


def _tags(tickets: Sequence[Ticket]) -> dict[int, list[str]]:
    found = defaultdict(list)
    rows = Tagging.objects.filter(ticket__in=tickets).order_by("tag__name")
    for ticket, name in rows.values_list("ticket", "tag__name"):
        found[ticket].append(name)
    return found


def _said(tickets: Sequence[Ticket], words: list[str]) -> dict[int, str]:
    """Return of each ticket the newest message that holds one of the words."""
    holds = Q()
    for word in words:
        holds |= Q(body__icontains=word)
    rows = Message.objects.filter(holds, ticket__in=tickets).order_by("ticket", "-id").distinct("ticket")
    return dict(rows.values_list("ticket", "body"))
