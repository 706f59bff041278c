"""The responses of a survey, the answers of one, and their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from surveys.actions.results.erase_response import erase_response
from surveys.models import Response
from surveys.queries.readable_answers import readable_answers
from surveys.queries.response_list import Narrowed, response_list
from surveys.web.staff.found import find_survey, staff

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from surveys.models import Survey


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
    response = _find(survey, response_id)
    answers = readable_answers(response, get_language() or "")
    return render(
        request, "surveys/console/response.html", {"survey": survey, "response": response, "answers": answers}
    )


@allow("response.erase")
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, slug: str, response_id: UUID) -> HttpResponse:
    """Ask whether it is meant, and erase once it is."""
    survey = find_survey(slug)
    if request.method == "POST":
        try:
            erase_response(survey_id=survey.pk, response_id=response_id, by=staff(request))
        except Response.DoesNotExist as error:
            raise Http404(_("There is no such response.")) from error
        messages.success(request, _("The response is erased, and the results no longer count it."))
        return see_other("surveys:responses", slug)
    response = _find(survey, response_id)
    return render(request, "surveys/console/erase.html", {"survey": survey, "response": response})


def _find(survey: Survey, response_id: UUID) -> Response:
    found = Response.objects.readable().filter(survey_id=survey.pk, pk=response_id).select_related("version")
    response = found.defer("version__definition", "version__settings").first()
    if response is None:
        raise Http404(_("There is no such response."))
    return response
