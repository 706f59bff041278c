"""What was published, for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar

from django.http import Http404
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit.pagination import keyset_page
from surveys.actions.publish_survey import publish_survey
from surveys.api.found import find_survey, staff
from surveys.api.shapes.drafts import HeadShape, VersionPageShape, VersionShape
from surveys.api.shapes.problems import CHECKED, SEEN, described
from surveys.api.surveys import CURSOR
from surveys.models import SurveyVersion

if TYPE_CHECKING:
    from rest_framework.request import Request


class Versions(APIView):
    """The versions of a survey."""

    permissions: ClassVar = {"GET": "survey.read", "POST": "survey.publish"}

    @described(400, *SEEN, operation_id="versions_list", parameters=[CURSOR], responses=VersionPageShape)
    def get(self, request: Request, slug: str) -> Response:
        """List them, newest first, without their documents."""
        rows = SurveyVersion.objects.filter(survey=find_survey(slug)).defer("definition", "settings")
        page = keyset_page(rows, order=("-number",), cursor=request.query_params.get("cursor"))
        return Response({"items": HeadShape(page.items, many=True).data, "next": page.next_cursor})

    @described(*CHECKED, 409, operation_id="versions_publish", request=None, responses={201: VersionShape})
    def post(self, request: Request, slug: str) -> Response:
        """Publish the draft as the next version; whoever is on the way finishes the one they began."""
        version = publish_survey(survey_id=find_survey(slug).pk, by=staff(request))
        return Response(VersionShape(version).data, status=HTTPStatus.CREATED)


class OneVersion(APIView):
    """A version."""

    permissions: ClassVar = {"GET": "survey.read"}

    @described(*SEEN, operation_id="versions_retrieve", responses=VersionShape)
    def get(self, _request: Request, slug: str, number: int) -> Response:
        """Return it with its documents, which never change."""
        found = SurveyVersion.objects.filter(survey__slug=slug, number=min(number, 2**31 - 1)).first()
        if found is None:
            raise Http404
        return Response(VersionShape(found).data)
