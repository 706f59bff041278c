"""A page of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedback.models import Ticket
from feedback.queries.inbox.search import search
from feedback_site.kit.pagination import Page, keyset_page

if TYPE_CHECKING:
    from feedback.queries.inbox.views import View

PAGE_SIZE = 50


def queue(*, user: Any, view: View, cursor: str | None = None, size: int = PAGE_SIZE) -> Page[Ticket]:
    """Return a page of a view in its order; raises BadCursor."""
    if view.wanted.text:
        return search(user=user, wanted=view.wanted, cursor=cursor, size=size)
    tickets, shown = view.wanted.tickets(user), Ticket.objects.select_related("contact", "assignee")
    return keyset_page(tickets, order=view.order.fields, cursor=cursor, size=size, joined=shown)
