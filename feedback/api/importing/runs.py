"""Imports: send an export, let it begin or stop, read how far it is and what was not taken."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import available_timezones

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.importing.begin import begin_import
from feedback.actions.importing.steer import steer_import
from feedback.api.shapes import checked
from feedback.models import ImportLine, TicketImport
from feedback.queries.importing.words import reason
from feedback.rules.importing.case import SPACE_LENGTH, Source
from feedback.rules.importing.columns import Column
from feedback.rules.importing.states import State, Step
from feedback_site.kit.pagination import keyset_page
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from rest_framework.request import Request


class ExportShape(serializers.Serializer[Any]):
    """An export as a form with a file."""

    source = serializers.ChoiceField(choices=[source.value for source in Source])  # type: ignore[assignment]  # a field
    file = serializers.FileField(allow_empty_file=True)
    space = serializers.CharField(max_length=SPACE_LENGTH, default="", allow_blank=True)
    zone = serializers.ChoiceField(choices=sorted(available_timezones()), required=False)


class ImportStepShape(serializers.Serializer[Any]):
    """The next step; a mapping of columns comes with "look" and is for CSV."""

    step = serializers.ChoiceField(choices=[step.value for step in Step])
    mapping = serializers.DictField(
        child=serializers.ChoiceField(choices=[column.value for column in Column]), required=False
    )


class ImportShape(serializers.ModelSerializer[TicketImport]):
    """How far an import is; while `is_dry` nothing is written."""

    state = serializers.ChoiceField(choices=[state.value for state in State], read_only=True)

    class Meta:
        """What it is, and its numbers."""

        model = TicketImport
        fields = [
            "id",
            "source",
            "space",
            "zone",
            "name",
            "size",
            "sha256",
            "encoding",
            "headings",
            "mapping",
            "state",
            "is_dry",
            "position",
            "total",
            "taken",
            "known",
            "refused",
            "remarked",
            "created_at",
            "done_at",
        ]


class ImportLineShape(serializers.ModelSerializer[ImportLine]):
    """A row that was not taken, or not as it stood."""

    reason = serializers.SerializerMethodField()

    class Meta:
        """Where, which case, and why."""

        model = ImportLine
        fields = ["place", "number", "is_taken", "code", "reason", "detail"]

    def get_reason(self, line: ImportLine) -> str:
        """Return why, in the reader's language."""
        return str(reason(line.code))


class ImportReportShape(serializers.Serializer[Any]):
    """A page of the report; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = ImportLineShape(many=True)


class Imports(APIView):
    """Exports of other systems."""

    permissions: ClassVar = {"POST": "ticket.import"}
    parser_classes = (MultiPartParser,)

    @extend_schema(request={"multipart/form-data": ExportShape}, responses={201: ImportShape})
    def post(self, request: Request) -> Response:
        """Send an export; it is looked at first, and nothing is written."""
        by: Any = request.user
        data = checked(ExportShape(data=request.data))
        run = begin_import(
            content=data["file"],
            source=Source(data["source"]),
            by=by,
            space=data["space"],
            zone=data.get("zone", ""),
        )
        return Response(ImportShape(run).data, status=HTTPStatus.CREATED)


class OneImport(APIView):
    """An import."""

    permissions: ClassVar = {"GET": "ticket.import", "POST": "ticket.import"}

    @extend_schema(responses=ImportShape)
    def get(self, _request: Request, run_id: int) -> Response:
        """Say how far it is."""
        return Response(ImportShape(get_object_or_404(TicketImport, pk=run_id)).data)

    @extend_schema(operation_id="imports_steer", request=ImportStepShape, responses=ImportShape)
    def post(self, request: Request, run_id: int) -> Response:
        """Let it begin, stop, go on, or be looked at with other columns."""
        by: Any = request.user
        data = checked(ImportStepShape(data=request.data))
        step = Step(data["step"])
        if "mapping" in data and step != Step.LOOK:
            raise Invalid(errors={"mapping": ["look"]})
        run = get_object_or_404(TicketImport, pk=run_id)
        return Response(ImportShape(steer_import(run=run, step=step, by=by, mapping=data.get("mapping"))).data)


class ImportReport(APIView):
    """What of an import was not taken, or not as it stood."""

    permissions: ClassVar = {"GET": "ticket.import"}

    @extend_schema(
        parameters=[OpenApiParameter("cursor", description="From `next` or `previous` of another page.")],
        responses=ImportReportShape,
    )
    def get(self, request: Request, run_id: int) -> Response:
        """List the rows in their order."""
        run = get_object_or_404(TicketImport, pk=run_id)
        page = keyset_page(run.lines.all(), order=("id",), cursor=request.query_params.get("cursor"))
        results = ImportLineShape(page.items, many=True).data
        return Response({"next": page.next_cursor, "previous": page.previous_cursor, "results": results})
