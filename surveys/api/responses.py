"""Responses for programs: submit, list, read."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response as Reply
from rest_framework.views import APIView

from feedback_site.kit.access import PUBLIC
from feedback_site.kit.problems import Invalid
from surveys.actions.submit_response import submit_response
from surveys.api.found import find_public, find_survey
from surveys.api.shapes import ReceiptShape, ResponsePageShape, ResponseShape, SubmissionShape, checked
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.private_links import private_key
from surveys.queries.response_list import response_list
from surveys.rules.errors import Error
from surveys.rules.messages import message
from surveys.rules.sitting.taking import entries_from

if TYPE_CHECKING:
    from uuid import UUID

    from rest_framework.request import Request

CURSOR = OpenApiParameter("cursor", str, description="`next` of the page before.")
STATUS = OpenApiParameter("status", str, enum=Response.Status.values)


class Responses(APIView):
    """The responses of a survey; anybody may submit, staff may read."""

    permissions: ClassVar = {"GET": "response.read", "POST": PUBLIC}

    @extend_schema(operation_id="responses_list", parameters=[CURSOR, STATUS], responses=ResponsePageShape)
    def get(self, request: Request, slug: str) -> Reply:
        """List them, newest first."""
        wish = request.query_params
        page = response_list(find_survey(slug).pk, wish.get("cursor"), status=wish.get("status", ""))
        return Reply({"items": ResponseShape(page.items, many=True).data, "next": page.next_cursor})

    @extend_schema(
        operation_id="responses_submit", request=SubmissionShape, responses={201: ReceiptShape, 200: ReceiptShape}
    )
    def post(self, request: Request, slug: str) -> Reply:
        """Submit a response, complete or in part; sent again it answers 200 and changes nothing."""
        survey = find_public(slug)
        sent = checked(SubmissionShape(data=request.data))
        entries, unknown = entries_from(documents_of(survey.version_id).definition, sent["answers"])
        if unknown:
            words = message(Error("unknown_question"), sent["language"])
            raise Invalid(errors={f"answers.{key[:100]}": [words] for key in unknown})
        response, is_new = submit_response(
            response_id=sent["id"],
            survey=survey,
            entries=entries,
            language=sent["language"],
            is_complete=sent["complete"],
        )
        link = None if response.is_complete else settings.SITE_URL + _address(slug, response.pk)
        counted = "over" not in response.quality
        receipt = {"id": response.pk, "status": response.status, "counted": counted, "link": link}
        return Reply(ReceiptShape(receipt).data, status=HTTPStatus.CREATED if is_new else HTTPStatus.OK)


class OneResponse(APIView):
    """One response."""

    permissions: ClassVar = {"GET": "response.read"}

    @extend_schema(operation_id="responses_retrieve", responses=ResponseShape)
    def get(self, _request: Request, slug: str, response_id: UUID) -> Reply:
        """Return it with all its answers."""
        rows = Response.objects.readable().filter(survey__slug=slug, pk=response_id).select_related("version")
        found = rows.defer("version__definition", "version__settings").first()
        if found is None:
            raise Http404
        return Reply(ResponseShape(found).data)


def _address(slug: str, response_id: UUID) -> str:
    return reverse("surveys:answer", args=[slug, private_key(response_id)])
