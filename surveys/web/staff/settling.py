"""The rule for following up: which answers open a ticket."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from surveys.actions.import_survey import RefusedDocuments, checked
from surveys.actions.replace_draft import replace_draft
from surveys.models import Survey
from surveys.web.staff.findings import told
from surveys.web.staff.forms import FollowUpForm
from surveys.web.staff.found import find_survey, staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the questions of the rule."""
    survey = find_survey(slug, among=Survey.objects.all())
    documents = checked(survey.draft, survey.settings)
    rule = documents.sidecar.follow_up
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        initial=asdict(rule) if rule else {"at_most": 6},
        documents=documents,
        language=get_language() or "",
    )
    context: dict[str, Any] = {"form": form, "survey": survey, "title": survey.draft.get("title")}
    if request.method == "POST" and form.is_valid():
        try:
            replace_draft(
                survey_id=survey.pk,
                settings={**survey.settings, "follow_up": None} | form.as_settings(),
                over=survey.settings,
                by=staff(request),
            )
        except RefusedDocuments as refused:
            for finding in told(refused.findings):
                form.add_error(_field(form, finding.path), finding.text)
        else:
            messages.success(request, _("The rule is saved. It holds from the next version you publish."))
            return see_other("surveys:survey", slug)
    return render(request, "surveys/console/follow_up.html", context, status=422 if request.method == "POST" else 200)


def _field(form: FollowUpForm, path: str) -> str | None:
    name = path.rpartition(".")[2]
    return name if name in form.fields else None
