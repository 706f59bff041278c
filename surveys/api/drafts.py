"""The draft of a survey for programs: read, change without overwriting others, undo, review, take elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpResponse
from django.utils.http import parse_etags
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from surveys.actions.keep_revision import DraftConflict
from surveys.actions.replace_draft import replace_draft
from surveys.actions.undo_edit import undo_edit
from surveys.api.files import survey_in
from surveys.api.found import find_survey, find_whole, staff
from surveys.api.shapes.drafts import (
    BroughtShape,
    ChangeShape,
    DraftShape,
    FileShape,
    OutdatedShape,
    PartShape,
    ReviewShape,
    UndoShape,
)
from surveys.api.shapes.problems import CHECKED, MEDIA, SEEN, UPLOADED, checked, described
from surveys.queries.survey_list import survey_has_news
from surveys.rules import diff, import_definition, lint, worst
from surveys.rules.exchange.files import exported, exported_xlsform
from surveys.rules.versions.fingerprint import fingerprint

if TYPE_CHECKING:
    from rest_framework.request import Request

    from surveys.models import Survey

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The `ETag` of the draft that this is made of."
)
ETAG = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200], description="Names this draft.")
OUTDATED = {(409, MEDIA): OutdatedShape, (412, MEDIA): OutdatedShape}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = {"surveyjs": ("json", "application/json"), "xlsform": ("xlsx", XLSX)}


class Outdated(DraftConflict):
    """The draft is another one by now, and this is it."""

    def __init__(self, conflict: DraftConflict, current: Survey) -> None:
        """Keep the draft as it is now."""
        super().__init__()
        self.status, self.current = conflict.status, current

    def as_json(self) -> dict[str, Any]:
        """Tell it with the problem."""
        return super().as_json() | {"current": _document(self.current)}


class Draft(APIView):
    """The draft of a survey."""

    permissions: ClassVar = {"GET": "survey.read", "PUT": "survey.edit", "PATCH": "survey.edit"}

    @described(*SEEN, operation_id="surveys_draft", parameters=[ETAG], responses=DraftShape)
    def get(self, _request: Request, slug: str) -> Response:
        """Return it with its revision; the `ETag` is the fingerprint of definition and settings."""
        return _reply(find_whole(slug))

    @described(
        *CHECKED,
        operation_id="surveys_replace_draft",
        parameters=[IF_MATCH, ETAG],
        request=ChangeShape,
        responses={200: DraftShape} | OUTDATED,
    )
    def put(self, request: Request, slug: str) -> Response:
        """Replace it; settings left out stay. What it was can be brought back by `undo`.

        With `revision`, or with `If-Match`, only the draft that the caller has seen is replaced; else 409, or 412.
        """
        return _replace(request, slug, checked(ChangeShape(data=request.data)))

    @described(
        *CHECKED,
        operation_id="surveys_change_draft",
        parameters=[IF_MATCH, ETAG],
        request=PartShape,
        responses={200: DraftShape} | OUTDATED,
    )
    def patch(self, request: Request, slug: str) -> Response:
        """Replace what is given, such as the settings alone."""
        return _replace(request, slug, checked(PartShape(data=request.data)))


class DraftFile(APIView):
    """A file in the draft's place."""

    permissions: ClassVar = {"PUT": "survey.edit"}
    parser_classes = (MultiPartParser,)

    @described(
        *UPLOADED,
        operation_id="surveys_import_draft",
        request={"multipart/form-data": FileShape},
        responses=BroughtShape,
    )
    def put(self, request: Request, slug: str) -> Response:
        """Replace the draft with the survey in a file; `left` names what could not be carried over."""
        definition, left = survey_in(checked(FileShape(data=request.data))["file"])
        replace_draft(survey_id=find_survey(slug).pk, definition=definition, by=staff(request))
        found = find_survey(slug)
        found.left = left  # type: ignore[attr-defined]  # only to be shown
        return Response(BroughtShape(found).data)


class Undo(APIView):
    """The way back."""

    permissions: ClassVar = {"POST": "survey.edit"}

    @described(
        *CHECKED,
        operation_id="surveys_undo",
        request=UndoShape,
        responses={200: DraftShape, (409, MEDIA): OutdatedShape},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Take back the last edit of the draft, or make it again."""
        wish = checked(UndoShape(data=request.data))
        survey = find_survey(slug)
        try:
            undone = undo_edit(survey_id=survey.pk, base=wish["revision"], by=staff(request), again=wish["again"])
        except DraftConflict as conflict:
            raise Outdated(conflict, find_whole(slug)) from conflict
        return _reply(undone)


class Review(APIView):
    """What to look at before publishing."""

    permissions: ClassVar = {"GET": "survey.publish"}

    @described(*SEEN, operation_id="surveys_review", responses=ReviewShape)
    def get(self, _request: Request, slug: str) -> Response:
        """Tell what is odd in the draft, and what changes for respondents and for results."""
        survey = find_whole(slug)
        definition, live = import_definition(survey.draft), survey.live_version
        changes = diff(import_definition(live.definition), definition) if live else []
        told = {
            "revision": survey.revision,
            "compared_to": live.number if live else None,
            "has_news": survey_has_news(survey.pk),
            "findings": lint(definition, instrument=survey.settings.get("instrument", "")),
            "changes": changes,
            "worst": worst(changes).value if changes else None,
        }
        return Response(ReviewShape(told).data)


class Export(APIView):
    """A survey to take elsewhere."""

    permissions: ClassVar = {"GET": "survey.read"}

    @described(
        *SEEN,
        operation_id="surveys_export",
        parameters=[OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=list(EXPORTS))],
        responses={(200, "application/json"): OpenApiTypes.OBJECT, (200, XLSX): OpenApiTypes.BINARY},
    )
    def get(self, _request: Request, slug: str, kind: str) -> HttpResponse:
        """Return the draft as SurveyJS JSON to the letter, or as an XLSForm that names what it cannot hold."""
        if kind not in EXPORTS:
            raise Http404
        survey, (ending, media) = find_whole(slug), EXPORTS[kind]
        content = exported(survey.draft) if kind == "surveyjs" else exported_xlsform(survey.draft)[0]
        head = {"Content-Disposition": f'attachment; filename="{survey.slug}.{ending}"'}
        return HttpResponse(content, content_type=media, headers=head)


def _replace(request: Request, slug: str, wish: dict[str, Any]) -> Response:
    base = wish.pop("revision")
    tags = [tag.strip('"') for tag in parse_etags(request.headers.get("If-Match", "")) if tag != "*"]
    try:
        survey = replace_draft(survey_id=find_survey(slug).pk, **wish, base=base, tags=tags, by=staff(request))
    except DraftConflict as conflict:
        raise Outdated(conflict, find_whole(slug)) from conflict
    return _reply(survey)


def _reply(survey: Survey) -> Response:
    return Response(
        DraftShape(_document(survey)).data, headers={"ETag": f'"{fingerprint(survey.draft, survey.settings)}"'}
    )


def _document(survey: Survey) -> dict[str, Any]:
    return {"revision": survey.revision, "definition": survey.draft, "settings": survey.settings}
