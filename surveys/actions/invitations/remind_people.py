"""Ask those who have not answered once more, and never again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from feedback_site.kit import clock
from notifications.event_log import record_all
from surveys.actions.invitations.invite_people import NotOpen, in_parts
from surveys.events import PeopleReminded
from surveys.models import Invitation, Survey
from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def remind_people(*, survey_id: int, by: User | None) -> int:
    """Remind everybody who was written to once; return how many. Raises NotOpen."""
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    if survey.state != State.LIVE:
        raise NotOpen
    ids = list(
        Invitation.objects.to_remind().filter(survey=survey).locked().order_by("pk").values_list("pk", flat=True)
    )
    Invitation.objects.filter(pk__in=ids).update(reminded_at=clock.now())
    record_all(
        [PeopleReminded(survey_id=survey.pk, invitation_ids=some) for some in in_parts(ids)],
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    return len(ids)
