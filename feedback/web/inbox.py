"""The inbox: a list of tickets beside the views, and what is new in it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from feedback.queries import query_values
from feedback.queries.inbox.counts import counts
from feedback.queries.inbox.lines import lines, short_lines
from feedback.queries.inbox.news import news
from feedback.queries.inbox.offers import offers
from feedback.queries.inbox.orders import orders_for
from feedback.queries.inbox.queue import queue
from feedback.queries.inbox.views import all_views, asked_view
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.search.terms import query_terms
from feedback.web.bulk.options import options
from feedback.web.figures import waits
from feedback.web.inbox_filter import FilterForm
from feedback.web.paging import page_links
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render

if TYPE_CHECKING:
    from django.http import HttpRequest

    from feedback.queries.inbox.views import View

PANE = "pane"


@allow("ticket.read")
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show a list of tickets, or the waits that a figure's link names."""
    if WaitFilter.in_query(request.GET):
        return waits(request)
    view = asked_view(request.GET, staff(request))
    now = clock.now()
    page = queue(user=staff(request), view=view, cursor=request.GET.get("cursor"))
    context: dict[str, Any] = {"view": view, "page": page}
    if PANE in request.GET:
        context |= {"lines": short_lines(page.items), "current": request.GET[PANE]}
        return render(request, "feedback/pane.html", context)
    offered = offers()
    context |= {
        "links": page_links(page, view.query),
        "lines": lines(page.items, view.wanted.text),
        "too_short": view.wanted.text and not query_terms(view.wanted.text),
        "orders": orders_for(view.wanted),
        "filter": FilterForm(view.wanted, offered),
        "is_narrowed": not view.key and bool(view.wanted.with_text(None)),
        "since": now.isoformat(),
        "now": now,
        "deeds": options(staff(request), offered),
        "teams": list(staff(request).teams.order_by("name")) if view.wanted and not view.key else [],
        **_rooms(request, view),
    }
    return render(request, "feedback/inbox.html", context, fragment="queue")


@allow("ticket.read")
@require_safe
def inbox_news(request: HttpRequest) -> HttpResponse:
    """Say what came into the list since its page was made; an empty answer when nothing changed since the last."""
    view = asked_view(request.GET, staff(request))
    since = query_values.moment(request.GET, "since") or clock.now()
    rooms = _rooms(request, view)
    new = news(user=staff(request), view=view, since=since)
    mark = sha256(f"{new}{rooms['mark']}".encode()).hexdigest()[:12]
    if request.GET.get("mark") == mark:
        return HttpResponse(status=204)
    context = {"view": view, "new": new, "since": since.isoformat(), **rooms, "mark": mark, "swapped": True}
    return render(request, "feedback/inbox_news.html", context)


def _rooms(request: HttpRequest, view: View) -> dict[str, Any]:
    """Return the views with how many stand in each; `mark` differs when a number does."""
    views = all_views(staff(request))
    numbers = counts(user=staff(request), views=views)
    told = [(one, numbers.get(one.key)) for one in views]
    return {"rooms": told, "mark": ",".join(f"{key}{count}" for key, count in numbers.items()), "view": view}
