"""The page on which every clock of a ticket explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from feedback.queries.clocks.explain import explain
from feedback.queries.find_ticket import find_ticket
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("ticket.read")
@require_safe
def clocks(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what counted, by which hours, and what was promised."""
    found = find_ticket(user=staff(request), ref=ref)
    told = explain(found, clock.now())
    versions = {row["version_id"]: row for row in told["calendars"]}
    return render(request, "feedback/clocks/explained.html", {"ticket": found, "told": told, "versions": versions})
