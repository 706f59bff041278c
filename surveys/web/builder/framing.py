"""The draft as respondents will see it, framed by the builder: the chosen page, to be walked through from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from csp.constants import SELF
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from surveys.actions.import_survey import checked
from surveys.models import Survey
from surveys.web.staff.found import find_survey
from surveys.web.staff.previewing import show

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of the draft, or take it and show the next; only our own pages may frame it."""
    survey = find_survey(slug, among=Survey.objects.all())
    documents = checked(survey.draft, survey.settings)
    back = reverse("surveys:builder", args=[slug])
    response = show(request, documents, back=back, page=request.GET.get("page", ""))
    response["X-Frame-Options"] = "SAMEORIGIN"
    cast("Any", response)._csp_replace = {"frame-ancestors": [SELF]}  # noqa: SLF001 -- django-csp's own way
    return response
