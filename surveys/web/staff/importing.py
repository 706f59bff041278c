"""Importing a definition, as a new survey or as another draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other
from surveys.actions.import_survey import RefusedDocuments, SlugTaken, import_survey
from surveys.actions.replace_draft import replace_draft
from surveys.web.staff.findings import told
from surveys.web.staff.forms import DraftForm, ImportForm
from surveys.web.staff.found import find_survey, staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TEMPLATE = "surveys/console/import.html"


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Make a survey of what was sent, or say where it cannot be one."""
    form = ImportForm(**_bound(request))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            survey = import_survey(
                definition=wish["definition"], settings=wish["settings"], slug=wish["slug"], by=staff(request)
            )
        except RefusedDocuments as refused:
            context["findings"] = told(refused.findings)
        except (SlugTaken, Invalid) as problem:
            form.add_error("slug", str(problem.title))
        else:
            messages.success(request, _("The survey is imported. Look at the preview, then publish it."))
            return see_other("surveys:survey", survey.slug)
    return render(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, slug: str) -> HttpResponse:
    """Put what was sent in the place of the draft."""
    survey = find_survey(slug)
    form = DraftForm(**_bound(request))
    context: dict[str, Any] = {"form": form, "survey": survey}
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            replace_draft(
                survey_id=survey.pk, definition=wish["definition"], settings=wish["settings"], by=staff(request)
            )
        except RefusedDocuments as refused:
            context["findings"] = told(refused.findings)
        else:
            messages.success(request, _("The draft is replaced. Respondents see it once you publish."))
            return see_other("surveys:survey", slug)
    return render(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)


def _bound(request: HttpRequest) -> dict[str, Any]:
    """What binds the form: an empty POST is a POST."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
