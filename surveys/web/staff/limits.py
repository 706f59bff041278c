"""Limits, anonymity and the times between which a survey takes answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.keep_revision import DraftConflict
from surveys.actions.replace_draft import replace_draft
from surveys.actions.schedule_survey import schedule_survey
from surveys.models import Slot, Survey
from surveys.rules.definition import import_definition
from surveys.rules.documents.languages import locales_of
from surveys.rules.editing.places import MESSAGES, CannotEdit
from surveys.rules.limits.parts import changed, merged
from surveys.web.builder import kinds
from surveys.web.builder.logic.quotas import quota_lines, quota_rows
from surveys.web.builder.logic.rows import Sent
from surveys.web.builder.logic.sources import Source
from surveys.web.staff.findings import told
from surveys.web.staff.found import find_survey, staff
from surveys.web.staff.limit_conflicts import begun_with, conflict_page, has_seen, signed
from surveys.web.staff.limit_forms import LimitsForm, ScheduleForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how full each limit is, and change the draft's limits."""
    survey = find_survey(slug, among=Survey.objects.all())
    if request.method != "POST":
        return _page(request, survey)
    begun = begun_with(request, survey)
    form = LimitsForm(_with_quotas(request, survey, begun), initial=LimitsForm.initial_from(begun))
    if form.is_valid():
        mine = form.as_settings(begun)
        if changed(begun, survey.settings) and not has_seen(request, survey):
            return conflict_page(request, survey, begun, mine)
        try:
            wanted = merged(begun, mine, survey.settings)
            replace_draft(survey_id=survey.pk, settings=wanted, over=survey.settings, by=staff(request))
        except DraftConflict:  # at this very moment
            return conflict_page(request, find_survey(slug, among=Survey.objects.all()), begun, mine)
        except RefusedDocuments as refused:
            for finding in told(refused.findings):
                form.add_error(form.field_of(finding.path), finding.text)
        else:
            messages.success(request, _("The limits are saved. They hold from the next version you publish."))
            return see_other("surveys:limits", slug)
    return _page(request, survey, form=form, begun=begun, status=422)


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


def _with_quotas(request: HttpRequest, survey: Survey, begun: dict[str, Any]) -> QueryDict:
    """What was sent, its rows of quotas as the lines that the form reads."""
    sent = request.POST.copy()
    if "quotas" not in sent:
        try:
            sent["quotas"] = quota_lines(begun, _source(survey), request.POST)
        except CannotEdit as refusal:
            raise Invalid(errors={"quotas": [_(MESSAGES[refusal.code])]}) from refusal
    return sent


def _source(survey: Survey) -> Source:
    definition = import_definition(survey.draft)
    language = get_language() or ""
    locales = locales_of(definition)
    return Source(definition, locales.get(language, next(iter(locales.values()))))


def _page(
    request: HttpRequest,
    survey: Survey,
    *,
    form: LimitsForm | None = None,
    times: ScheduleForm | None = None,
    begun: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    begun = survey.settings if begun is None else begun
    source = _source(survey)
    known = {"opens_at": survey.opens_at, "closes_at": survey.closes_at}
    context: dict[str, Any] = {
        "survey": survey,
        "title": survey.draft.get("title"),
        "form": form or LimitsForm(initial=LimitsForm.initial_from(begun)),
        "begun": signed(survey, begun),
        "times": times or ScheduleForm(initial=known),
        "quotas": quota_rows(begun, source, Sent(refused=request.POST if form else None)),
        "operators": kinds.OPERATORS.items(),
        "slots": Slot.objects.filter(survey=survey).order_by("name"),
    }
    context |= {"names": source.shared}
    return render(request, "surveys/console/limits.html", context, status=status)
