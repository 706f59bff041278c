"""Begin a response with its first page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Gone, Problem
from surveys.actions.save_page import Saved, Sent, apply, insert, save_page
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.private_links import kept_id
from surveys.queries.spent_ids import is_spent
from surveys.rules import begin
from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from uuid import UUID

    from surveys.queries.live_surveys import PublicSurvey


class TakesNoAnswers(Gone):
    """The survey is paused or closed."""

    title = _("This survey takes no answers at the moment.")


class NeedsInvitation(Problem):
    """Only the invited may begin."""

    status = HTTPStatus.FORBIDDEN
    title = _("This survey is by invitation only.")


class WrongSurvey(Conflict):
    """The id belongs to a response to another survey."""

    title = _("This response belongs to another survey.")


def start_response(*, response_id: UUID, survey: PublicSurvey, sent: Sent, is_invited: bool = False) -> Saved:
    """Begin, or go on where a replay finds the response begun: one row and one event, however often it is sent.

    Raises TakesNoAnswers, NeedsInvitation, WrongSurvey, TooLarge.
    """
    response_id = known_id(response_id, survey.version_id)
    refusal = refused(survey, is_invited=is_invited)
    if refusal is None and (saved := _insert(response_id, survey, sent)):
        return saved
    known = Response.objects.filter(pk=response_id).values_list("survey_id", flat=True).first()
    if known is None:
        if is_spent(response_id):
            return Saved(Response(pk=response_id, survey_id=survey.id, status=Response.Status.COMPLETE), None)
        raise refusal or TakesNoAnswers
    if known != survey.id:
        raise WrongSurvey
    return save_page(response_id=response_id, sent=sent)


def refused(survey: PublicSurvey, *, is_invited: bool = False) -> Problem | None:
    """Why nobody may begin here, if so, whatever version they have open; whoever has begun goes on."""
    if survey.state != State.LIVE:
        return TakesNoAnswers()
    is_closed = documents_of(survey.live_version_id).sidecar.is_invited_only and not is_invited
    return NeedsInvitation() if is_closed else None


def _insert(response_id: UUID, survey: PublicSurvey, sent: Sent) -> Saved | None:
    """Insert the row with its first page in it; None when the id is taken."""
    documents = documents_of(survey.version_id)
    now = clock.now()
    response = Response(
        pk=response_id,
        survey_id=survey.id,
        version_id=survey.version_id,
        language=documents.languages[0],
        started_at=now,
    )
    response.answers = begin(documents.definition, now=now, seed=response.seed)
    turn = apply(response, sent)
    return Saved(response, turn) if insert(response, turn) else None


def known_id(response_id: UUID, version_id: int) -> UUID:
    """The id under which to keep a response, or under which it is kept since before its survey became anonymous."""
    kept = kept_id(response_id, version_id)
    return response_id if kept != response_id and Response.objects.filter(pk=response_id).exists() else kept
