"""The log for administrators: who reads how far, what is parked, what happened last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.pagination import keyset_page
from feedback_site.kit.redirects import see_other
from notifications.actions.retry_parked import retry_parked
from notifications.models import LoggedEvent, ParkedEvent
from notifications.queries.reading import parked_events, progress

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PARKED_SHOWN = 20


@allow("event.read")
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Show the readers, the first of what is parked, and the tail of the log."""
    parked = keyset_page(parked_events(), order=("-parked_at", "-id"), size=PARKED_SHOWN)
    page = keyset_page(LoggedEvent.objects.all(), order=("-id",), cursor=request.GET.get("cursor"))
    context = {"readers": progress(), "parked": parked, "page": page}
    return render(request, "notifications/events.html", context, fragment="log")


@allow("event.read")
@require_safe
def parked_list(request: HttpRequest) -> HttpResponse:
    """List what waits for another try, or what was solved by one."""
    solved = request.GET.get("solved") == "yes"
    rows = parked_events(solved=solved)
    page = keyset_page(rows, order=("-parked_at", "-id"), cursor=request.GET.get("cursor"))
    return render(request, "notifications/parked_list.html", {"page": page, "solved": solved})


@allow("event.read")
@require_safe
def parked(request: HttpRequest, parked_id: int) -> HttpResponse:
    """Show one parked event with its traceback."""
    row = get_object_or_404(ParkedEvent.objects.select_related("event"), pk=parked_id)
    return render(request, "notifications/parked.html", {"parked": row})


@allow("event.retry")
@require_POST
def parked_retry(request: HttpRequest, parked_id: int) -> HttpResponse:
    """Let the reader try once more, now."""
    get_object_or_404(ParkedEvent, pk=parked_id)
    if retry_parked(parked_id=parked_id):
        messages.success(request, _("The reader took the event."))
    else:
        messages.error(request, _("The reader did not take the event; see below."))
    return see_other("notifications:parked", parked_id)
