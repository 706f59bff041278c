"""A survey to take elsewhere: as SurveyJS JSON to the letter, or as an XLSForm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.models import Survey
from surveys.rules.exchange.files import exported, exported_xlsform
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow("survey.read")
@require_safe
def as_json(_request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as it was stored."""
    survey = find_survey(slug, among=Survey.objects.all())
    return _file(exported(survey.draft), "application/json", f"{slug}.json")


@allow("survey.read")
@require_safe
def as_xlsform(_request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as a spreadsheet; a sheet of its own names what that cannot hold."""
    survey = find_survey(slug, among=Survey.objects.all())
    content, _left = exported_xlsform(survey.draft)
    return _file(content, XLSX, f"{slug}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
