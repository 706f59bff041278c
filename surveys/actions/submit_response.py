"""Take a whole response at once, as a program sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from surveys.actions.save_page import insert, put, sitting_of
from surveys.actions.start_response import TakesNoAnswers, WrongSurvey, known_id, refused
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.spent_ids import is_spent
from surveys.rules import begin
from surveys.rules.sitting.turns import take_all
from surveys.rules.spoken import told_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from surveys.queries.live_surveys import PublicSurvey
    from surveys.rules.sitting.taking import Entry
    from surveys.rules.sitting.turns import Turn


class AlreadySent(Conflict):
    """The id was used before, for other answers."""

    title = _("A response with this id was sent before, with other answers.")


def submit_response(
    *, response_id: UUID, survey: PublicSurvey, entries: Mapping[str, Entry], language: str = "", is_complete: bool
) -> tuple[Response, bool]:
    """Store the response and return whether it is new; the same sent again changes nothing.

    Programs are not invited. Raises Invalid with the errors by question, AlreadySent, TakesNoAnswers,
    NeedsInvitation, WrongSurvey, TooLarge.
    """
    response_id = known_id(response_id, survey.version_id)
    response, turn = _taken(response_id, survey, entries, language, is_complete=is_complete)
    refusal = refused(survey)
    if refusal is None and insert(response, turn):
        return response, True
    known = Response.objects.filter(pk=response_id).first()
    if known is None:
        if is_spent(response_id):
            return response, False
        raise refusal or TakesNoAnswers
    if known.survey_id != survey.id:
        raise WrongSurvey
    if known.status != response.status or (known.answers, known.language) != (turn.answers, response.language):
        raise AlreadySent
    return known, False


def version_of_response(response_id: UUID, survey: PublicSurvey) -> int | None:
    """The version under which a response is kept that a program sends again, after another was published, maybe."""
    kept = Response.objects.filter(pk=known_id(response_id, survey.version_id), survey_id=survey.id)
    return kept.values_list("version_id", flat=True).first()


def _taken(
    response_id: UUID, survey: PublicSurvey, entries: Mapping[str, Entry], language: str, *, is_complete: bool
) -> tuple[Response, Turn]:
    documents = documents_of(survey.version_id)
    now = clock.now()
    response = Response(
        pk=response_id,
        survey_id=survey.id,
        version_id=survey.version_id,
        language=language if language in documents.locales else documents.languages[0],
        started_at=now,
    )
    response.answers = begin(documents.definition, now=now, seed=response.seed)
    turn = take_all(sitting_of(response), entries, is_complete=is_complete)
    if turn.errors:
        locale = documents.locale(response.language)
        raise Invalid(
            errors={f"answers.{name}": [told_in(e, locale) for e in found] for name, found in turn.errors.items()}
        )
    put(response, turn)
    return response, turn
