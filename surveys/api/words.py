"""The texts of a draft as a file for translators, and back, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit.problems import Invalid
from surveys.actions.keep_revision import DraftConflict
from surveys.actions.words.read_in import read_in_words
from surveys.actions.words.told import in_words
from surveys.api.drafts import Outdated
from surveys.api.found import find_whole, staff
from surveys.api.shapes.drafts import OutdatedShape
from surveys.api.shapes.problems import MEDIA, SEEN, UPLOADED, checked, described
from surveys.api.shapes.words import NewLanguageShape, ReadInShape, WordFileShape
from surveys.rules import import_definition
from surveys.rules.definition.findings import Refused
from surveys.rules.documents.languages import locales_of
from surveys.rules.editing.places import MESSAGES, CannotEdit
from surveys.rules.editing.translations import known_code
from surveys.rules.exchange.words.reading import WordFinding, read_words
from surveys.rules.exchange.words.writing import KINDS

if TYPE_CHECKING:
    from rest_framework.request import Request

    from surveys.rules.definition.findings import Finding


class Texts(APIView):
    """A translator's file, read back in."""

    permissions: ClassVar = {"PUT": "survey.edit"}
    parser_classes = (MultiPartParser,)

    @described(
        *UPLOADED,
        operation_id="surveys_read_texts",
        request={"multipart/form-data": WordFileShape},
        responses={200: ReadInShape, (409, MEDIA): OutdatedShape},
    )
    def put(self, request: Request, slug: str) -> Response:
        """Take all that a file changes as one edit, or nothing; errors name rows and texts.

        The file says which revision it was made of; else `revision` does, else it is the draft's own.
        Where others changed the draft since, the answer is 409, and `on_top` writes over what they did.
        """
        wish = checked(WordFileShape(data=request.data))
        survey, upload = find_whole(slug), wish["file"]
        try:
            file = read_words(upload.read(), newest=survey.revision)
            edited, done = read_in_words(
                survey_id=survey.pk,
                base=wish["revision"] or survey.revision,
                file=file,
                named=upload.name or "",
                by=staff(request),
                on_top=wish["on_top"],
            )
        except Refused as refused:
            raise Invalid(errors=_by_place(refused.findings)) from refused
        except DraftConflict as conflict:
            raise Outdated(conflict, find_whole(slug)) from conflict
        changes = [{"text": c.words.name, "language": c.locale, "before": c.replaced, "now": c.text} for c in done]
        told = {"revision": edited.revision, "encoding": file.encoding, "changes": changes}
        return Response(ReadInShape(told).data)


class TextsFile(APIView):
    """The texts, to hand to a translator."""

    permissions: ClassVar = {"GET": "survey.edit"}

    @described(
        *SEEN,
        422,
        operation_id="surveys_texts",
        parameters=[OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=list(KINDS)), NewLanguageShape],
        responses={
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/json"): OpenApiTypes.OBJECT,
            (200, KINDS["xlsx"][1]): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, slug: str, kind: str) -> HttpResponse:
        """Return a row a text and a column a language; `add` adds an empty column for a new one."""
        if kind not in KINDS:
            raise Http404
        survey, wanted = find_whole(slug), checked(NewLanguageShape(data=request.query_params))["add"]
        locales = list(locales_of(import_definition(survey.draft)).values())
        try:
            locales += [known_code(wanted, locales)] if wanted else []
        except CannotEdit as refusal:
            raise Invalid(errors={"add": [_(MESSAGES[refusal.code])]}) from refusal
        write, media = KINDS[kind]
        head = {"Content-Disposition": f'attachment; filename="{survey.slug}-texts.{kind}"'}
        return HttpResponse(write(survey.draft, locales, survey.revision), content_type=media, headers=head)


def _by_place(findings: list[Finding]) -> dict[str, list[Any]]:
    """The findings by the row of a spreadsheet and the text, as far as they have any."""
    errors: dict[str, list[Any]] = {}
    for finding in findings:
        row = f"row {finding.row}" if isinstance(finding, WordFinding) and finding.row else ""
        place = " ".join(part for part in (row, finding.path) if part) or "file"
        errors.setdefault(place, []).append(in_words(finding))
    return errors
