"""Say from when until when a survey takes answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Invalid
from notifications.event_log import record
from surveys.events import SurveyScheduled
from surveys.models import Survey
from surveys.rules.limits.schedule import Schedule

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User


@transaction.atomic
def schedule_survey(
    *, survey_id: int, opens_at: datetime | None, closes_at: datetime | None, by: User | None
) -> Survey:
    """Set or lift both times; pausing and closing by hand go before them. Raises Invalid."""
    if not Schedule(opens_at=opens_at, closes_at=closes_at).is_possible:
        raise Invalid(errors={"closes_at": [_("A survey closes after it opens.")]})
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    survey.opens_at, survey.closes_at = opens_at, closes_at
    survey.save(update_fields=["opens_at", "closes_at"])
    times = [moment.isoformat() if moment else None for moment in (opens_at, closes_at)]
    record(
        SurveyScheduled(survey_id=survey.pk, opens_at=times[0], closes_at=times[1]),
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    return survey
