"""Taking messages out of a case: chosen on a page of its own."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback.actions.relations.split import refuse_unsplittable, split
from feedback.queries.find_ticket import find_ticket
from feedback.queries.merging.splitting import choices_of
from feedback.web.return_to import back_to
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket

KEY_LENGTH = 18  # digits that a PostgreSQL bigint surely holds


@allow("ticket.split")
@require_http_methods(["GET", "HEAD", "POST"])
def splitting(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose the messages, and lead to the new case."""
    found = find_ticket(user=staff(request), ref=ref)
    wanted = [key for key in request.POST.getlist("message") if key.isascii() and key.isdigit()]
    ids = {int(key) for key in wanted if len(key) <= KEY_LENGTH}
    try:
        if request.method == "POST":
            new = split(ticket=found, message_ids=ids, by=staff(request))
            messages.success(request, _("This is the new case. The reporter is told where to find it."))
            return back_to(request, new)
        refuse_unsplittable(found)
    except Problem as problem:
        return _page(request, found, ids, problem)
    return _page(request, found, ids)


def _page(request: HttpRequest, found: Ticket, ids: set[int], problem: Problem | None = None) -> HttpResponse:
    context = {"ticket": found, "choices": choices_of(found), "chosen": ids, "problem": problem}
    status = int(problem.status) if problem else HTTPStatus.OK
    return render(request, "feedback/relations/split.html", context, status=status)
