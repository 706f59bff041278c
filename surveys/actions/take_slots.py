"""Count a complete response in every limit it meets, or in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from surveys.models import Slot
from surveys.queries.definitions import documents_of
from surveys.rules.limits.limits import CAP

if TYPE_CHECKING:
    from surveys.models import Response
    from surveys.rules.limits.limits import Limits
    from surveys.rules.sitting.turns import Sitting


def take_slots(response: Response, sitting: Sitting) -> None:
    """Label the response with the limit that had no room; without limits this costs no query.

    The slots are locked last in the transaction and always in the order of their names, so that nobody
    waits in a circle. What came after closing is kept and takes no room.
    """
    limits = documents_of(response.version_id).sidecar.limits
    if limits is None or response.quality.get("late"):
        return
    if full := _take(response.survey_id, limits, sitting):
        response.quality["over"] = full


def set_up_slots(survey_id: int, limits: Limits | None) -> None:
    """Give each limit of a version its row; what was taken before stays taken."""
    caps = sorted(limits.slots().items()) if limits else []
    Slot.objects.bulk_create(
        [Slot(survey_id=survey_id, name=name, cap=cap) for name, cap in caps],
        update_conflicts=True,
        unique_fields=["survey", "name"],
        update_fields=["cap"],
    )


def _take(survey_id: int, limits: Limits, sitting: Sitting) -> str:
    """Take one place in each slot; return the label of the first that is full, having taken none."""
    with transaction.atomic():
        for name in limits.wanted(sitting.state()):
            free = Slot.objects.filter(survey_id=survey_id, name=name, taken__lt=F("cap"))
            if not free.update(taken=F("taken") + 1):
                transaction.set_rollback(True)
                return f"quota:{name}" if name != CAP else "cap"
    return ""
