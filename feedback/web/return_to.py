"""The way back after something was done to a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from feedback.queries.queue import VIEWS
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket


def back_to(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Lead back to the ticket, beside the same view of the queue."""
    url = reverse("feedback:ticket", args=[ticket.ref])
    view = request.GET.get("view")
    return see_other(f"{url}?{urlencode({'view': view})}" if view in VIEWS else url)
