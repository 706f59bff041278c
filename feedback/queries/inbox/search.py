"""Tickets by their words, the newest first, as quick for a word that is everywhere as for a rare one.

PostgreSQL guesses how many tickets have all the terms, and a wrong guess walks a million rows. So it is
not asked to: a frequent word fills the page from the newest few thousand tickets; for a word that does not,
the index of terms is walked month by month.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from feedback.models import SearchDocument, Ticket
from feedback.queries.inbox.months import by_month, nearest
from feedback.rules.refs import read_ref
from feedback.rules.search.terms import query_terms
from feedback_site.kit.pagination import Page, beyond, page_of, read_cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from feedback.queries.inbox.ticket_filter import TicketFilter

WINDOW = 10_000
ORDER = ("-created_at", "-ticket_id")
BACK = ("created_at", "ticket_id")


def search(*, user: Any, wanted: TicketFilter, cursor: str | None, size: int) -> Page[Ticket]:
    """Return a page of the tickets that the filter keeps, by its words; raises BadCursor."""
    rest = wanted.with_text(None).tickets(user)
    named = rest.filter(ref=read_ref(wanted.text or "") or "").select_related("contact", "assignee")
    if not cursor and (found := list(named)):
        return Page(items=found, next_cursor=None, previous_cursor=None)
    terms = query_terms(wanted.text or "")
    backwards, after = read_cursor(cursor, ORDER) if cursor else (False, None)
    documents = SearchDocument.objects.only("ticket_id", "created_at")
    if after is not None:
        documents = documents.filter(beyond(BACK if backwards else ORDER, after))
    hits = documents.filter(terms__contains=terms) if terms else documents.none()
    is_narrowed = rest.query.has_filters()
    if is_narrowed:
        hits = hits.filter(ticket__in=rest.values("pk"))
    far = nearest if is_narrowed else partial(by_month, after=after[0] if after else None)
    found_documents = _nearest(documents, hits, size + 1, far=far, backwards=backwards) if terms else []
    page = page_of(found_documents, order=ORDER, size=size, backwards=backwards, first=after is None)
    return Page(_tickets(page.items), page.next_cursor, page.previous_cursor)


def _nearest(
    documents: QuerySet[SearchDocument],
    hits: QuerySet[SearchDocument],
    most: int,
    *,
    far: Callable[..., list[SearchDocument]],
    backwards: bool,
) -> list[SearchDocument]:
    """Look among the nearest few thousand first, then far and wide."""
    order = BACK if backwards else ORDER
    edge = documents.order_by(*order).values_list("created_at", flat=True)[WINDOW : WINDOW + 1].first()
    if edge is None:
        return list(hits.order_by(*order)[:most])
    near = hits.filter(created_at__lte=edge) if backwards else hits.filter(created_at__gte=edge)
    found = list(near.order_by(*order)[:most])
    return found if len(found) == most else far(hits, most, backwards=backwards)


def _tickets(documents: list[SearchDocument]) -> list[Ticket]:
    rows = Ticket.objects.select_related("contact", "assignee").in_bulk([found.ticket_id for found in documents])
    return [rows[found.ticket_id] for found in documents]
