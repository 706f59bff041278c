"""Responses as a file: what the list shows, narrowed in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.queries.response_list import Narrowed
from surveys.queries.response_table import response_table
from surveys.queries.table_files import DoesNotFit, csv_lines, xlsx_file
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@allow("response.read")
@require_safe
def responses_file(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """Send CSV as it is read, or a workbook that explains its columns; `values=labels` writes words."""
    survey = find_survey(slug)
    if kind not in ("csv", "xlsx"):
        raise Http404
    narrowed = Narrowed(status=request.GET.get("status", ""))
    in_words = request.GET.get("values") == "labels"
    table = response_table(survey.pk, narrowed, language=get_language() or "", in_words=in_words)
    name = f"{survey.slug}-responses.{kind}"
    if kind == "xlsx":
        try:
            return FileResponse(xlsx_file(table), as_attachment=True, filename=name)
        except DoesNotFit as problem:
            context = {"survey": survey, "problem": problem, "query": request.GET.urlencode()}
            return render(request, "surveys/console/does_not_fit.html", context, status=problem.status)
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8", headers=head)
