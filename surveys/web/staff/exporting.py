"""A survey to take elsewhere: as SurveyJS JSON to the letter, or as an XLSForm."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.models import Survey
from surveys.rules.exchange.files import exported, exported_xlsform
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest

    from surveys.rules.editing.translations import Words

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


def downloaded_words(slug: str, everything: list[Words], kind: str) -> HttpResponse:
    """All texts by language, to hand to a translator: as JSON, or as CSV that no spreadsheet takes for formulas."""
    if kind == "json":
        written = json.dumps({words.path: words.by_locale for words in everything}, ensure_ascii=False, indent=2)
        return _file(written.encode(), "application/json", f"{slug}-texts.json")
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet)
    locales = list(everything[0].by_locale) if everything else []
    rows.writerow(["path", *locales])
    rows.writerows([words.path, *(_cell(words.by_locale[locale]) for locale in locales)] for words in everything)
    return _file(b"\xef\xbb\xbf" + sheet.getvalue().encode(), "text/csv; charset=utf-8", f"{slug}-texts.csv")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
