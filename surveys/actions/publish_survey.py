"""Freeze the draft as a version and give it to respondents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Conflict
from notifications.event_log import record
from surveys.actions.import_survey import checked
from surveys.actions.move_survey import IllegalMove
from surveys.actions.take_slots import set_up_slots
from surveys.events import SurveyPublished
from surveys.models import Survey, SurveyVersion
from surveys.rules.lifecycle import Move, State, moves_from
from surveys.rules.versions.fingerprint import fingerprint

if TYPE_CHECKING:
    from accounts.models import User
    from surveys.rules.definition import Definition


class NothingToPublish(Conflict):
    """The draft asks nothing, or nothing new."""

    title = _("There is nothing new to publish.")


class ReviewedAnother(Conflict):
    """The draft is not the one that was looked at."""

    title = _("The draft has changed since you looked at it.")


@transaction.atomic
def publish_survey(*, survey_id: int, by: User | None = None, reviewed: str | None = None) -> SurveyVersion:
    """Publish; those inside an older version finish that one; `reviewed` is the fingerprint of what was looked at.

    Raises IllegalMove, NothingToPublish, ReviewedAnother.
    """
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    if reviewed is not None and reviewed != fingerprint(survey.draft, survey.settings):
        raise ReviewedAnother
    if Move.PUBLISH not in moves_from(State(survey.state)):
        raise IllegalMove
    documents = checked(survey.draft, survey.settings)
    if not _asks(documents.definition):
        raise NothingToPublish(_("The draft has no question."))
    last = survey.versions.order_by("-number").first()
    if last and survey.state == State.LIVE and (last.definition, last.settings) == (survey.draft, survey.settings):
        raise NothingToPublish
    version = SurveyVersion.objects.create(
        survey=survey,
        number=last.number + 1 if last else 1,
        definition=survey.draft,
        settings=survey.settings,
        languages=documents.languages,
        published_by=by,
    )
    set_up_slots(survey.pk, documents.sidecar.limits)
    survey.live_version, survey.state = version, State.LIVE
    survey.save(update_fields=["live_version", "state"])
    record(
        SurveyPublished(survey_id=survey.pk, version_id=version.pk, number=version.number),
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    return version


def _asks(definition: Definition) -> bool:
    return any(question.has_answer for question in definition.questions())
