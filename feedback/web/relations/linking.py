"""Cases beside each other: linked, unlinked, suggested."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from feedback.actions.relations.link import link, unlink
from feedback.queries.find_ticket import find_ticket
from feedback.queries.merging.relations import relations
from feedback.queries.merging.suggestions import suggestions
from feedback.web.return_to import back_to
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket


@allow("ticket.read")
@require_safe
def related(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what is linked and what may have to do with the case."""
    return _page(request, find_ticket(user=staff(request), ref=ref))


@allow("ticket.link")
@require_POST
def links(request: HttpRequest, ref: str) -> HttpResponse:
    """Link another case, or take a link away."""
    user = staff(request)
    found = find_ticket(user=user, ref=ref)
    try:
        if gone := request.POST.get("remove"):
            unlink(ticket=found, other=find_ticket(user=user, ref=gone), by=user)
            messages.success(request, _("The link is gone."))
        else:
            link(ticket=found, other=find_ticket(user=user, ref=request.POST.get("with", "")), by=user)
            messages.success(request, _("Linked. Each of the two shows the other."))
    except Problem as problem:
        return _page(request, found, problem)
    return back_to(request, found)


def _page(request: HttpRequest, found: Ticket, problem: Problem | None = None) -> HttpResponse:
    around = relations(found)
    context = {
        "ticket": found,
        "relations": around,
        "suggestions": suggestions(user=staff(request), ticket=found, known=around.known),
        "with": request.POST.get("with", ""),
        "problem": problem,
    }
    status = int(problem.status) if problem else HTTPStatus.OK
    return render(request, "feedback/relations/related.html", context, fragment="suggested", status=status)
