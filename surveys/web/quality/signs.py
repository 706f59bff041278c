"""What the first page of a response tells of quality besides its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.queries.definitions import documents_of
from surveys.web.quality.proving import is_proved
from surveys.web.quality.visits import count_visit, remember_browser

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from surveys.models import Response
    from surveys.rules.documents.sidecar import Sidecar


def signs_of(request: HttpRequest, survey_id: int, response_id: UUID, sidecar: Sidecar) -> frozenset[str]:
    """The signs by name; raises TooMany in a flood."""
    visit = count_visit(request, survey_id, response_id, is_anonymous=sidecar.is_anonymous)
    found = {"crowded": visit.is_crowded, "again": visit.is_again}
    if sidecar.quality.proof:
        found["proved"] = is_proved(response_id, request.POST.get("puzzle", ""), request.POST.get("proof", ""))
    return frozenset(name for name, holds in found.items() if holds)


def remember_visit(request: HttpRequest, response: Response) -> None:
    """Note that this browser has answered, unless the survey is anonymous."""
    if not documents_of(response.version_id).sidecar.is_anonymous:
        remember_browser(request, response.survey_id, response.pk)
