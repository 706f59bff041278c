"""Surveys for programs: list, import, publish, move, and what respondents answer now."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit.access import PUBLIC
from surveys.actions.import_survey import import_survey
from surveys.actions.move_survey import move_survey
from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.actions.start_response import TakesNoAnswers
from surveys.api.found import find_public, find_survey
from surveys.api.shapes import (
    DraftShape,
    ImportShape,
    MoveShape,
    PublicVersionShape,
    SurveyPageShape,
    SurveyShape,
    VersionShape,
    checked,
)
from surveys.models import SurveyVersion
from surveys.queries.survey_list import survey_list
from surveys.rules.lifecycle import Move, State

if TYPE_CHECKING:
    from rest_framework.request import Request

CURSOR = OpenApiParameter("cursor", str, description="`next` of the page before.")


class Surveys(APIView):
    """All surveys."""

    permissions: ClassVar = {"GET": "survey.read", "POST": "survey.edit"}

    @extend_schema(operation_id="surveys_list", parameters=[CURSOR], responses=SurveyPageShape)
    def get(self, request: Request) -> Response:
        """List them, newest first."""
        page = survey_list(request.query_params.get("cursor"))
        return Response({"items": SurveyShape(page.items, many=True).data, "next": page.next_cursor})

    @extend_schema(operation_id="surveys_import", request=ImportShape, responses={201: SurveyShape})
    def post(self, request: Request) -> Response:
        """Import a definition as a draft; refused with every finding by its path."""
        wish = checked(ImportShape(data=request.data))
        survey = import_survey(**wish, by=_staff(request))
        return Response(SurveyShape(find_survey(survey.slug)).data, status=HTTPStatus.CREATED)


class LiveSurvey(APIView):
    """What respondents answer now."""

    permissions = PUBLIC

    @extend_schema(operation_id="surveys_retrieve", responses=PublicVersionShape)
    def get(self, _request: Request, slug: str) -> Response:
        """Return the definition of the live version."""
        survey = find_public(slug)
        if survey.state != State.LIVE:
            raise TakesNoAnswers
        version = SurveyVersion.objects.get(pk=survey.version_id)
        return Response(
            {
                "slug": survey.slug,
                "version": version.number,
                "languages": version.languages,
                "definition": version.definition,
            }
        )


class Draft(APIView):
    """The draft of a survey."""

    permissions: ClassVar = {"PUT": "survey.edit"}

    @extend_schema(operation_id="surveys_replace_draft", request=DraftShape, responses=SurveyShape)
    def put(self, request: Request, slug: str) -> Response:
        """Replace it; settings left out stay."""
        wish = checked(DraftShape(data=request.data))
        replace_draft(survey_id=find_survey(slug).pk, **wish, by=_staff(request))
        return Response(SurveyShape(find_survey(slug)).data)


class Versions(APIView):
    """What was published."""

    permissions: ClassVar = {"POST": "survey.publish"}

    @extend_schema(operation_id="surveys_publish", request=None, responses={201: VersionShape})
    def post(self, request: Request, slug: str) -> Response:
        """Publish the draft as the next version."""
        version = publish_survey(survey_id=find_survey(slug).pk, by=_staff(request))
        return Response(VersionShape(version).data, status=HTTPStatus.CREATED)


class Moves(APIView):
    """Whether a survey takes answers."""

    permissions: ClassVar = {"PUT": "survey.publish"}

    @extend_schema(operation_id="surveys_move", request=MoveShape, responses=SurveyShape)
    def put(self, request: Request, slug: str) -> Response:
        """Pause, close or reopen it."""
        move = Move(checked(MoveShape(data=request.data))["move"])
        move_survey(survey_id=find_survey(slug).pk, move=move, by=_staff(request))
        return Response(SurveyShape(find_survey(slug)).data)


def _staff(request: Request) -> Any:
    return request.user
