"""Responses to take elsewhere, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.http import FileResponse, Http404, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.views import APIView

from surveys.api.drafts import XLSX
from surveys.api.found import find_survey
from surveys.api.shapes.problems import SEEN, checked, described
from surveys.api.shapes.responses import ExportShape
from surveys.queries.response_list import Narrowed
from surveys.queries.response_table import response_table
from surveys.queries.table_files import csv_lines, xlsx_file

if TYPE_CHECKING:
    from django.http import HttpResponseBase
    from rest_framework.request import Request

KINDS = ["csv", "xlsx"]


class ResponsesExport(APIView):
    """All responses as one file."""

    permissions: ClassVar = {"GET": "response.read"}

    @described(
        *SEEN,
        422,
        operation_id="responses_export",
        parameters=[OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=KINDS), ExportShape],
        responses={(200, "text/csv"): OpenApiTypes.STR, (200, XLSX): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, slug: str, kind: str) -> HttpResponseBase:
        """Return them as CSV, line by line, or as a workbook with a key to its columns and the scores.

        Columns are named by codes that stay: `question`, `question.option`, and `question@1` for versions
        that a breaking change set apart. `values` are codes, or labels in `language`.
        """
        if kind not in KINDS:
            raise Http404
        wish = checked(ExportShape(data=request.query_params))
        in_words, language = wish.pop("values") == "labels", wish.pop("language")
        table = response_table(find_survey(slug).pk, Narrowed(**wish), language=language, in_words=in_words)
        if kind == "xlsx":
            return FileResponse(xlsx_file(table), as_attachment=True, filename=f"{slug}-responses.xlsx")
        head = {"Content-Disposition": f'attachment; filename="{slug}-responses.csv"'}
        return StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8", headers=head)
