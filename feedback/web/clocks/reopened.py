"""The list of cases whose resolution did not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from feedback.queries.clocks.reopened import reopenings
from feedback.web.paging import page_links
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("clocks.read")
@require_safe
def reopened(request: HttpRequest) -> HttpResponse:
    """Show which cases were opened again, the last resolved first."""
    rows = reopenings(staff(request), clock.now()).select_related("ticket", "resolved_by")
    page = keyset_page(rows, order=("-resolved_at", "-id"), cursor=request.GET.get("cursor"))
    return render(request, "feedback/clocks/reopened.html", {"page": page, "links": page_links(page, "")})
