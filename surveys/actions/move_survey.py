"""Pause, close or reopen a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Conflict
from notifications.event_log import record
from surveys.actions.seal_responses import seal_responses
from surveys.events import SurveyMoved
from surveys.models import Survey
from surveys.rules.lifecycle import Move, State, moves_from, target_of

if TYPE_CHECKING:
    from accounts.models import User


class IllegalMove(Conflict):
    """The survey does not stand where the move starts."""

    title = _("That is not possible in the state this survey is in now.")


@transaction.atomic
def move_survey(*, survey_id: int, move: Move, by: User | None) -> Survey:
    """Make the move; respondents who are on their way keep their answers. Raises IllegalMove."""
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    if move is Move.PUBLISH or move not in moves_from(State(survey.state)):
        raise IllegalMove
    survey.state = target_of(move)
    survey.save(update_fields=["state"])
    record(
        SurveyMoved(survey_id=survey.pk, state=survey.state),
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    if move is Move.CLOSE:
        for version_id in survey.versions.filter(settings__anonymous=True).values_list("pk", flat=True):
            seal_responses(version_id=version_id, is_over=True)
    return survey
