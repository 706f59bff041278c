"""The way back after something was done to a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from feedback.queries.inbox.views import asked_view
from feedback.web.staff import staff
from feedback_site.kit.problems import Problem
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket


def back_to(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Lead back to the ticket, beside the same list."""
    url = reverse("feedback:ticket", args=[ticket.ref])
    try:
        query = asked_view(request.GET, staff(request)).query if request.GET else ""
    except Problem:  # the work is done; a list that went away meanwhile is no reason for an error
        query = ""
    return see_other(f"{url}?{query}" if query else url)
