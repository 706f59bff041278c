"""The lists behind figures: waits and follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from feedback.queries.filter_words import follow_up_words, wait_words
from feedback.queries.follow_up_filter import FollowUpFilter
from feedback.queries.wait_filter import WaitFilter
from feedback.web.paging import page_links
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def waits(request: HttpRequest) -> HttpResponse:
    """Show the waits that a figure counts."""
    wanted = WaitFilter.from_query(request.GET)
    found = wanted.waits().visible_to(staff(request))
    rows = found.select_related("ticket__contact", "ended_by")
    page = keyset_page(rows, order=("started_at", "id"), cursor=request.GET.get("cursor"))
    context = {
        "page": page,
        "links": page_links(page, wanted.to_query()),
        "count": found.count(),
        "words": wait_words(wanted),
        "now": clock.now(),
    }
    return render(request, "feedback/waits.html", context)


@allow("ticket.read")
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Show the follow-ups that a satisfaction figure counts."""
    wanted = FollowUpFilter.from_query(request.GET)
    found = wanted.follow_ups().visible_to(staff(request))
    rows = found.select_related("ticket__contact")
    page = keyset_page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor"))
    context = {
        "page": page,
        "links": page_links(page, wanted.to_query()),
        "count": found.count(),
        "words": follow_up_words(wanted),
    }
    return render(request, "feedback/follow_ups.html", context)
