"""The preview of a change of many tickets, the change itself with its progress, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from feedback.actions.bulk.change_many import change_many, undo_change
from feedback.models import BulkChange
from feedback.queries.bulk.deed import read_deed
from feedback.queries.bulk.plan import chosen, plan
from feedback.queries.bulk.report import report
from feedback.queries.inbox.views import asked_view
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Problem
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket
    from feedback.queries.bulk.deed import Deed

NEW_TAG = "tag:"


@allow("ticket.bulk")
@require_POST
def bulk_preview(request: HttpRequest) -> HttpResponse:
    """Show what would change and what would not; nothing is written."""
    deed, tickets = _asked(request)
    return render(
        request, "feedback/bulk/preview.html", {"plan": plan(deed=deed, tickets=tickets), "query": _query(request)}
    )


@allow("ticket.bulk")
@require_POST
def bulk_changes(request: HttpRequest) -> HttpResponse:
    """Do it."""
    deed, tickets = _asked(request)
    change = change_many(deed=deed, tickets=tickets, by=staff(request))
    return see_other(_place(change, request))


@allow("ticket.bulk")
@require_safe
def bulk_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """Say how far it is and what became of each ticket."""
    change = _mine(request, change_id)
    context = {
        "report": report(change),
        "change": change,
        "may_undo": change.may_undo(clock.now()),
        "query": _query(request),
    }
    return render(request, "feedback/bulk/change.html", context, fragment="progress")


@allow("ticket.bulk")
@require_POST
def bulk_undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take it back."""
    change = _mine(request, change_id)
    try:
        undo_change(change=change, by=staff(request))
    except Problem as problem:
        messages.error(request, str(problem))
    return see_other(_place(change, request))


def _asked(request: HttpRequest) -> tuple[Deed, list[Ticket]]:
    """Return the deed and the tickets that the form names: those ticked, or all of its list."""
    user, wish = staff(request), request.POST.get("wish", "")
    if wish == NEW_TAG:
        wish += request.POST.get("tag", "")
    deed = read_deed(wish, user)
    view = asked_view(QueryDict(_query(request)), user) if "all" in request.POST else None
    return deed, chosen(user=user, refs=request.POST.getlist("ref"), view=view)


def _query(request: HttpRequest) -> str:
    return request.POST.get("query", "") or request.GET.get("query", "")


def _place(change: BulkChange, request: HttpRequest) -> str:
    place = reverse("feedback:bulk_change", args=[change.pk])
    query = QueryDict(mutable=True)
    query["query"] = _query(request)
    return f"{place}?{query.urlencode()}" if query["query"] else place


def _mine(request: HttpRequest, change_id: int) -> BulkChange:
    return get_object_or_404(BulkChange, pk=change_id, by=staff(request))
