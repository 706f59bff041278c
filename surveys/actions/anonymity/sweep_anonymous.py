"""Leave no anonymous answer lying about under the number that its browser knows."""

from __future__ import annotations

from django.db import transaction

from feedback_site.kit import clock
from surveys.actions.seal_responses import seal_responses
from surveys.models import Response, SurveyVersion
from surveys.rules.anonymity import left_behind
from surveys.rules.lifecycle import State


def sweep_anonymous() -> int:
    """Seal what is complete where the time is over, and drop the halves whose links have passed; return how many.

    A half is never read by anybody: staff see sealed answers only, and a sealed one is complete.
    """
    return sum(seal_responses(version_id=version_id, is_over=True) for version_id in _over()) + _drop()


def _over() -> list[int]:
    """Anonymous versions of surveys that take no more answers, by hand or by the clock, with some unsealed."""
    now = clock.now()
    waiting = Response.objects.filter(week=None, status=Response.Status.COMPLETE).values("version_id")
    versions = SurveyVersion.objects.filter(settings__anonymous=True, pk__in=waiting).select_related("survey")
    rows = versions.defer("definition", "settings", "survey__draft", "survey__settings").order_by("pk")
    return [v.pk for v in rows if v.survey.schedule.state_at(State(v.survey.state), now) is State.CLOSED]


@transaction.atomic
def _drop() -> int:
    halves = Response.objects.filter(
        status=Response.Status.IN_PROGRESS,
        version__settings__anonymous=True,
        updated_at__lt=left_behind(clock.now()),
    )
    return halves.delete()[0]
