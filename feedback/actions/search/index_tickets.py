"""Keep the terms of tickets' words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from feedback.models import Message, SearchDocument, Tagging, Ticket
from feedback.rules.search.terms import MAX_TEXT, month_term, text_terms

if TYPE_CHECKING:
    from collections.abc import Collection


def index_tickets(*, ids: Collection[int]) -> int:
    """Compute the terms anew from all that is said on the tickets; return how many there were.

    Case number, person and tags come first, then the newest words: what is over the limit is the oldest.
    """
    tickets = Ticket.objects.filter(pk__in=ids).select_related("contact").order_by("pk")
    tags, words = _tags(ids), _words(ids)
    documents = [
        SearchDocument(
            ticket=ticket,
            created_at=ticket.created_at,
            terms=sorted(
                {
                    month_term(ticket.created_at),
                    *text_terms("\n".join([*_names(ticket), *tags[ticket.pk], *words[ticket.pk]])),
                }
            ),
        )
        for ticket in tickets
    ]
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["ticket"], update_fields=["terms"]
    )
    return len(documents)


def _names(ticket: Ticket) -> list[str]:
    contact = ticket.contact
    return [ticket.ref, ticket.subject, *([contact.name, contact.email or ""] if contact else [])]


def _tags(ids: Collection[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    for ticket, name in Tagging.objects.filter(ticket__in=ids).values_list("ticket", "tag__name"):
        found[ticket].append(name)
    return found


def _words(ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    room: dict[int, int] = defaultdict(lambda: MAX_TEXT)
    rows = Message.objects.filter(ticket__in=ids).order_by("-id").values_list("ticket", "body")
    for ticket, body in rows.iterator():
        if room[ticket] > 0:
            found[ticket].append(body)
            room[ticket] -= len(body)
    return found
