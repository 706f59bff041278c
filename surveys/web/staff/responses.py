"""The responses of a survey, and the answers of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.models import Response
from surveys.queries.readable_answers import readable_answers
from surveys.queries.response_list import Narrowed, response_list
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@allow("response.read")
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """List them, newest first."""
    survey = find_survey(slug)
    status = request.GET.get("status", "")
    page = response_list(survey.pk, request.GET.get("cursor"), narrowed=Narrowed(status=status))
    return render(request, "surveys/console/responses.html", {"survey": survey, "page": page, "status": status})


@allow("response.read")
@require_safe
def detail(request: HttpRequest, slug: str, response_id: UUID) -> HttpResponse:
    """Show what one person said, in words."""
    survey = find_survey(slug)
    found = Response.objects.readable().filter(survey_id=survey.pk, pk=response_id).select_related("version")
    response = found.defer("version__definition", "version__settings").first()
    if response is None:
        raise Http404(_("There is no such response."))
    answers = readable_answers(response, get_language() or "")
    return render(
        request, "surveys/console/response.html", {"survey": survey, "response": response, "answers": answers}
    )
