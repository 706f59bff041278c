"""Limits, anonymity and the times between which a survey takes answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.replace_draft import replace_draft
from surveys.actions.schedule_survey import schedule_survey
from surveys.models import Slot, Survey
from surveys.web.staff.findings import told
from surveys.web.staff.found import find_survey, staff
from surveys.web.staff.limit_forms import LimitsForm, ScheduleForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how full each limit is, and change the draft's limits."""
    survey = find_survey(slug, among=Survey.objects.all())
    form = LimitsForm(
        request.POST if request.method == "POST" else None, initial=LimitsForm.initial_from(survey.settings)
    )
    if request.method == "POST" and form.is_valid():
        try:
            replace_draft(survey_id=survey.pk, settings=form.as_settings(survey.settings), by=staff(request))
        except RefusedDocuments as refused:
            for finding in told(refused.findings):
                form.add_error(form.field_of(finding.path), finding.text)
        else:
            messages.success(request, _("The limits are saved. They hold from the next version you publish."))
            return see_other("surveys:limits", slug)
    return _page(request, survey, form=form, status=422 if request.method == "POST" else 200)


@allow("survey.publish")
@require_POST
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the times; they hold at once."""
    survey = find_survey(slug, among=Survey.objects.all())
    form = ScheduleForm(request.POST)
    if form.is_valid():
        times = form.cleaned_data
        try:
            schedule_survey(
                survey_id=survey.pk, opens_at=times["opens_at"], closes_at=times["closes_at"], by=staff(request)
            )
        except Invalid as error:
            for name, texts in error.errors.items():
                form.add_error(name, [str(text) for text in texts])
        else:
            messages.success(request, _("The times are saved."))
            return see_other("surveys:limits", slug)
    return _page(request, survey, times=form, status=422)


def _page(
    request: HttpRequest,
    survey: Survey,
    *,
    form: LimitsForm | None = None,
    times: ScheduleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    known = {"opens_at": survey.opens_at, "closes_at": survey.closes_at}
    context: dict[str, Any] = {
        "survey": survey,
        "title": survey.draft.get("title"),
        "form": form or LimitsForm(initial=LimitsForm.initial_from(survey.settings)),
        "times": times or ScheduleForm(initial=known),
        "slots": Slot.objects.filter(survey=survey).order_by("name"),
    }
    return render(request, "surveys/console/limits.html", context, status=status)
