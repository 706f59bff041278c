"""Note at the end of a response how far it can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import RFC_4122

from feedback_site.kit import clock
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.rules.quality.signs import fingerprint, graded, pace

if TYPE_CHECKING:
    from uuid import UUID

TIMED = 7
MILLISECOND_BITS = 80


def grade_response(response: Response, *, is_timed: bool) -> None:
    """Put tier and reasons into the row, which the caller stores; the times themselves are not kept."""
    documents = documents_of(response.version_id)
    known = dict(response.quality)
    if is_timed and (found := pace(_seconds_since(response.pk), response.answers)):
        known["pace"] = found
    response.fingerprint = fingerprint(response.answers)
    if response.fingerprint:
        others = Response.objects.filter(survey_id=response.survey_id, fingerprint=response.fingerprint)
        if others.exclude(pk=response.pk).exists():
            known["copied"] = True
    response.quality = graded(documents.definition, response.answers, known)


def _seconds_since(response_id: UUID) -> float | None:
    """The time since the form was made, which its id tells; that of an anonymous survey does not."""
    if response_id.variant != RFC_4122 or response_id.version != TIMED:
        return None
    return clock.now().timestamp() - (response_id.int >> MILLISECOND_BITS) / 1000
