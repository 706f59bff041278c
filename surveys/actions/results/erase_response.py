"""Erase what one person answered, and what it added to the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from notifications.event_log import record
from surveys.actions.results.take_from_results import take_from_results
from surveys.events import ResponseErased
from surveys.models import Response

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User


@transaction.atomic
def erase_response(*, survey_id: int, response_id: UUID, by: User | None) -> None:
    """Delete the row; that somebody answered on some day stays counted, and a place taken stays taken.

    Raises Response.DoesNotExist, also for what nobody may read.
    """
    response = Response.objects.locked().readable().get(survey_id=survey_id, pk=response_id)
    take_from_results(response)
    response.delete()
    record(
        ResponseErased(survey_id=survey_id, version_id=response.version_id),
        actor_id=by.pk if by else None,
        subject=f"survey:{survey_id}",
    )
