"""Responses for programs: submit, list, read, and go on with what is unfinished."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response as Reply
from rest_framework.views import APIView

from feedback_site.kit.access import PUBLIC
from feedback_site.kit.problems import Invalid
from feedback_site.kit.throttle import Throttle
from surveys.actions.partial.continue_response import continue_response
from surveys.actions.results.erase_response import erase_response
from surveys.actions.submit_response import AlreadySent, submit_response, version_of_response
from surveys.api.found import find_public, find_survey, staff
from surveys.api.shapes.problems import CHECKED, SEEN, checked, described
from surveys.api.shapes.responses import (
    ListingShape,
    ReceiptShape,
    ResponsePageShape,
    ResponseShape,
    RestShape,
    SubmissionShape,
    UnfinishedShape,
)
from surveys.api.surveys import CURSOR
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.private_links import ExpiredLink, has_expired, private_key, response_id_of
from surveys.queries.response_list import Narrowed, response_list
from surveys.rules.errors import Error
from surveys.rules.messages import message
from surveys.rules.sitting.taking import entries_from

if TYPE_CHECKING:
    from uuid import UUID

    from rest_framework.request import Request

    from surveys.queries.live_surveys import PublicSurvey
    from surveys.rules.sitting.taking import Entry


class Responses(APIView):
    """The responses of a survey; anybody may submit, staff may read."""

    permissions: ClassVar = {"GET": "response.read", "POST": PUBLIC}

    @described(
        *CHECKED,
        operation_id="responses_list",
        parameters=[CURSOR, ListingShape],
        responses=ResponsePageShape,
    )
    def get(self, request: Request, slug: str) -> Reply:
        """List them, newest first; `since` is when they began, `tier` b means a or b."""
        wish = checked(ListingShape(data=request.query_params))
        size = wish.pop("size")
        page = response_list(
            find_survey(slug).pk, request.query_params.get("cursor"), narrowed=Narrowed(**wish), size=size
        )
        return Reply({"items": ResponseShape(page.items, many=True).data, "next": page.next_cursor})

    @described(
        400,
        403,
        404,
        409,
        410,
        413,
        422,
        operation_id="responses_submit",
        auth=[],
        request=SubmissionShape,
        responses={201: ReceiptShape, 200: ReceiptShape},
    )
    def post(self, request: Request, slug: str) -> Reply:
        """Submit a response, complete or in part; sent again it answers 200 and changes nothing."""
        Throttle("responses-api", most=settings.RESPONSES_PER_HOUR, seconds=3_600).check(request)
        survey = find_public(slug)
        sent = checked(SubmissionShape(data=request.data))
        try:
            response, is_new = _submit(survey, sent)
        except (Invalid, AlreadySent):
            begun = version_of_response(sent["id"], survey)
            if begun in (None, survey.version_id):
                raise
            response, is_new = _submit(replace(survey, version_id=begun), sent)
        return Reply(_receipt(slug, response), status=HTTPStatus.CREATED if is_new else HTTPStatus.OK)


class OneResponse(APIView):
    """One response."""

    permissions: ClassVar = {"GET": "response.read", "DELETE": "response.erase"}

    @described(*SEEN, operation_id="responses_retrieve", responses=ResponseShape)
    def get(self, _request: Request, slug: str, response_id: UUID) -> Reply:
        """Return it with all its answers."""
        rows = Response.objects.readable().filter(survey__slug=slug, pk=response_id).select_related("version")
        found = rows.defer("version__definition", "version__settings").first()
        if found is None:
            raise Http404
        return Reply(ResponseShape(found).data)

    @described(*SEEN, operation_id="responses_erase", responses={204: None})
    def delete(self, request: Request, slug: str, response_id: UUID) -> Reply:
        """Erase it for good, and what it added to the results; that somebody answered stays counted."""
        try:
            erase_response(survey_id=find_survey(slug).pk, response_id=response_id, by=staff(request))
        except Response.DoesNotExist as error:
            raise Http404(_("There is no such response.")) from error
        return Reply(status=HTTPStatus.NO_CONTENT)


class Unfinished(APIView):
    """An unfinished response behind the key of its receipt."""

    permissions = PUBLIC

    @described(404, 410, operation_id="responses_unfinished", auth=[], responses=UnfinishedShape)
    def get(self, _request: Request, slug: str, key: str) -> Reply:
        """Return what is known so far."""
        found = _behind(slug, key)
        if found.is_complete:
            raise Http404
        shown = {"id": found.pk, "status": found.status, "version": found.version.number}
        return Reply(UnfinishedShape(shown | {"language": found.language, "answers": found.answers}).data)

    @described(
        400,
        404,
        409,
        410,
        413,
        422,
        operation_id="responses_continue",
        auth=[],
        parameters=[OpenApiParameter("key", str, OpenApiParameter.PATH)],
        request=RestShape,
        responses=ReceiptShape,
    )
    def patch(self, request: Request, slug: str, key: str) -> Reply:
        """Add answers, and complete the response; what was answered before stays."""
        found = _behind(slug, key)
        sent = checked(RestShape(data=request.data))
        response = continue_response(
            response_id=found.pk,
            entries=_entries(found.version_id, sent),
            language=sent["language"],
            is_complete=sent["complete"],
        )
        return Reply(_receipt(slug, response))


def _submit(survey: PublicSurvey, sent: dict[str, Any]) -> tuple[Response, bool]:
    return submit_response(
        response_id=sent["id"],
        survey=survey,
        entries=_entries(survey.version_id, sent),
        language=sent["language"],
        is_complete=sent["complete"],
    )


def _behind(slug: str, key: str) -> Response:
    rows = Response.objects.filter(survey__slug=slug, pk=response_id_of(key)).select_related("version")
    found = rows.defer("version__definition", "version__settings").first()
    if found is None:
        raise Http404
    if has_expired(found):
        raise ExpiredLink
    return found


def _entries(version_id: int, sent: dict[str, Any]) -> dict[str, Entry]:
    """What was sent by question; raises Invalid for what nobody asked."""
    entries, unknown = entries_from(documents_of(version_id).definition, sent["answers"])
    if unknown:
        words = message(Error("unknown_question"), sent["language"])
        raise Invalid(errors={f"answers.{key[:100]}": [words] for key in unknown})
    return entries


def _receipt(slug: str, response: Response) -> Any:
    key = None if response.is_complete else private_key(response.pk)
    link = settings.SITE_URL + reverse("surveys:answer", args=[slug, key]) if key else None
    counted = "over" not in response.quality
    receipt = {"id": response.pk, "status": response.status, "counted": counted, "key": key, "link": link}
    return ReceiptShape(receipt).data
