"""Cut complete anonymous responses off from how and when they came in."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from feedback_site.kit.tokens import hash_token
from surveys.actions.results.add_to_results import add_to_results
from surveys.models import Response, SpentId
from surveys.rules.anonymity import TOGETHER, coarse

if TYPE_CHECKING:
    from collections.abc import Sequence


@transaction.atomic
def seal_responses(*, version_id: int, is_over: bool = False) -> int:
    """Write at least five complete responses anew: other ids, no times but the week, shuffled, in one transaction.

    Fewer than five wait for company. When the survey is over (`is_over`) they join the batch before them,
    which is written anew with them; without such a batch they stay where nobody reads them.
    Returns how many were sealed.
    """
    complete = Response.objects.locked().filter(version_id=version_id, status=Response.Status.COMPLETE)
    waiting = list(complete.filter(week=None).order_by("pk"))
    if not waiting or (len(waiting) < TOGETHER and not is_over):
        return 0
    company: list[Response] = []
    if len(waiting) < TOGETHER:
        last = complete.filter(week__isnull=False).order_by("-week").values_list("week", flat=True).first()
        company = list(complete.filter(week=last).order_by("pk")) if last else []
        if not company:
            return 0
    _spend(waiting)
    add_to_results(waiting)
    _write_anew([*waiting, *company])
    return len(waiting)


def _spend(rows: Sequence[Response]) -> None:
    """Remember the ids that respondents hold, so that a replay finds its answer taken."""
    SpentId.objects.bulk_create([SpentId(hash=key) for key in sorted(hash_token(str(row.pk)) for row in rows)])


def _write_anew(rows: list[Response]) -> None:
    """Delete and insert, for an update would leave a thread from the old row to the new one."""
    Response.objects.filter(pk__in=[row.pk for row in rows]).delete()
    begin = max(coarse(row.updated_at) for row in rows)
    SystemRandom().shuffle(rows)
    for row in rows:
        row.pk, row.week = uuid4(), begin.date()
        row.started_at = row.updated_at = row.completed_at = begin
    Response.objects.bulk_create(rows)
