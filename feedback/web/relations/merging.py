"""Merging two cases: looked at first, done, taken back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from feedback.actions.merging.merge import merge, refuse_misfits
from feedback.actions.merging.undo_merge import undo_merge
from feedback.queries.find_ticket import find_ticket
from feedback.queries.merging.preview import candidates, preview
from feedback.web.handling import do
from feedback.web.return_to import back_to
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Invalid, Problem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from feedback.models import Ticket

FROM = "from"


@allow("ticket.merge")
@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose the other case and the way, look at what would happen, and do it."""
    found = find_ticket(user=staff(request), ref=ref)
    wish = request.POST if request.method == "POST" else request.GET
    if not wish.get("with"):
        return _page(request, found)
    try:
        source, target = _chosen(request, found, wish)
        if request.method == "POST":
            merge(source=source, target=target, by=staff(request))
            messages.success(request, _("Merged. You can take it back for ten minutes, while nothing else happens."))
            return back_to(request, target)
        refuse_misfits(source, target)
    except Problem as problem:
        return _page(request, found, problem=problem)
    return _page(request, found, sides=(source, target))


@allow("ticket.merge")
@require_POST
def merge_undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the merge of this case back."""
    found = find_ticket(user=staff(request), ref=ref)
    return do(request, found, lambda: undo_merge(ticket=found, by=staff(request)), _("The case is by itself again."))


def _chosen(request: HttpRequest, found: Ticket, wish: QueryDict) -> tuple[Ticket, Ticket]:
    """Return the source and the target; raises UnknownTicket and Invalid."""
    other = find_ticket(user=staff(request), ref=wish.get("with", ""))
    if other.pk == found.pk:
        raise Invalid(errors={"target": [_("Choose another case than this one.")]})
    return (other, found) if wish.get("way") == FROM else (found, other)


def _page(
    request: HttpRequest,
    found: Ticket,
    *,
    sides: tuple[Ticket, Ticket] | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    wish = request.POST if request.method == "POST" else request.GET
    context = {
        "ticket": found,
        "candidates": candidates(user=staff(request), ticket=found),
        "with": wish.get("with", ""),
        "way": wish.get("way", ""),
        "preview": preview(source=sides[0], target=sides[1]) if sides else None,
        "problem": problem,
    }
    status = int(problem.status) if problem else HTTPStatus.OK
    return render(request, "feedback/relations/merge.html", context, status=status)
