"""Surveys for programs: list, create, import, and what respondents answer now."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit.access import PUBLIC
from feedback_site.kit.problems import Invalid
from surveys.actions.import_survey import import_survey
from surveys.actions.start_response import TakesNoAnswers
from surveys.api.files import survey_in
from surveys.api.found import find_public, find_survey, staff
from surveys.api.shapes.drafts import BroughtShape, NewFileShape, PublicVersionShape
from surveys.api.shapes.problems import checked, described
from surveys.api.shapes.surveys import (
    CreationShape,
    SurveyPageShape,
    SurveyShape,
    TemplateListShape,
    TemplateShape,
)
from surveys.models import SurveyVersion
from surveys.queries.survey_list import survey_list
from surveys.rules.instruments.templates import template, templates
from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from rest_framework.request import Request

CURSOR = OpenApiParameter("cursor", str, description="`next` of the page before.")


class Surveys(APIView):
    """All surveys."""

    permissions: ClassVar = {"GET": "survey.read", "POST": "survey.edit"}

    @described(400, 401, 403, operation_id="surveys_list", parameters=[CURSOR], responses=SurveyPageShape)
    def get(self, request: Request) -> Response:
        """List them, newest first."""
        page = survey_list(request.query_params.get("cursor"))
        return Response({"items": SurveyShape(page.items, many=True).data, "next": page.next_cursor})

    @described(
        400, 401, 403, 409, 422, operation_id="surveys_create", request=CreationShape, responses={201: SurveyShape}
    )
    def post(self, request: Request) -> Response:
        """Make a draft of a definition or of a template; refused with every finding by its path."""
        wish = checked(CreationShape(data=request.data))
        if key := wish.pop("template", None):
            if wish["definition"] is not None or wish["settings"] is not None:
                raise Invalid(errors={"template": [_("Send a definition or a template, not both.")]})
            found = template(key)
            wish |= {"definition": found.definition, "settings": found.settings}
        survey = import_survey(**wish, by=staff(request))
        return Response(SurveyShape(find_survey(survey.slug)).data, status=HTTPStatus.CREATED)


class Templates(APIView):
    """The surveys that one can begin with."""

    permissions: ClassVar = {"GET": "survey.edit"}

    @described(401, 403, operation_id="survey_templates_list", responses=TemplateListShape)
    def get(self, _request: Request) -> Response:
        """List them all, the validated instruments first."""
        return Response({"items": TemplateShape(templates(), many=True).data})


class Imports(APIView):
    """Surveys from files of other programs."""

    permissions: ClassVar = {"POST": "survey.edit"}
    parser_classes = (MultiPartParser,)

    @described(
        400,
        401,
        403,
        409,
        413,
        415,
        422,
        operation_id="surveys_import",
        request={"multipart/form-data": NewFileShape},
        responses={201: BroughtShape},
    )
    def post(self, request: Request) -> Response:
        """Make a draft of a file; `left` names what could not be carried over."""
        wish = checked(NewFileShape(data=request.data))
        definition, left = survey_in(wish["file"])
        survey = import_survey(definition=definition, slug=wish["slug"], by=staff(request))
        found = find_survey(survey.slug)
        found.left = left  # type: ignore[attr-defined]  # only to be shown
        return Response(BroughtShape(found).data, status=HTTPStatus.CREATED)


class LiveSurvey(APIView):
    """What respondents answer now."""

    permissions = PUBLIC

    @described(404, 410, operation_id="surveys_retrieve", responses=PublicVersionShape)
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
