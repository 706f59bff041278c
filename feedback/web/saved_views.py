"""Views that people keep: a name for a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.actions.views.save_view import drop_view, rename_view, save_view
from feedback.models import SavedView
from feedback.queries.inbox.views import asked_view
from feedback.web.keeping import team_of
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("ticket.read")
@require_POST
def saved_views(request: HttpRequest) -> HttpResponse:
    """Keep the list that the form's `query` asks for."""
    user = staff(request)
    view = asked_view(QueryDict(request.POST.get("query", "")), user)
    kept = save_view(
        name=request.POST.get("name", ""),
        wanted=view.wanted,
        sort=view.order.key,
        by=user,
        team=team_of(request.POST.get("team", "")),
    )
    messages.success(request, _("The view is kept."))
    return see_other(f"{reverse('feedback:inbox')}?view={kept.pk}")


@allow("ticket.read")
@require_POST
def saved_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Rename the view, or drop it."""
    user = staff(request)
    kept = get_object_or_404(SavedView.objects.of(user).distinct(), pk=view_id)
    if "drop" in request.POST:
        drop_view(view=kept, by=user)
        messages.success(request, _("The view is gone. The cases in it are as they were."))
        return see_other(reverse("feedback:inbox"))
    rename_view(view=kept, name=request.POST.get("name", ""), by=user)
    messages.success(request, _("Renamed."))
    return see_other(f"{reverse('feedback:inbox')}?view={kept.pk}")
