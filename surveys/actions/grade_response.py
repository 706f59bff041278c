"""Note at the end of a response how far it can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import RFC_4122

from feedback_site.kit import clock
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.rules.quality.reading import least_seconds
from surveys.rules.quality.signs import fingerprint, graded, pace

if TYPE_CHECKING:
    from uuid import UUID

    from surveys.rules.definition.model import Definition

TIMED = 7
MILLISECOND_BITS = 80


def grade_response(response: Response, *, is_timed: bool) -> None:
    """Put tier and reasons into the row, which the caller stores; the times themselves are not kept."""
    documents = documents_of(response.version_id)
    asked = documents.sidecar.quality
    known = dict(response.quality)
    if is_timed and asked.time:
        locale = documents.locale(response.language)
        known |= _haste(documents.definition, response.answers, locale, _seconds_since(response.pk))
    response.fingerprint = fingerprint(response.answers)
    if response.fingerprint:
        others = Response.objects.filter(survey_id=response.survey_id, fingerprint=response.fingerprint)
        if others.exclude(pk=response.pk).exists():
            known["copied"] = True
    response.quality = graded(documents.definition, response.answers, known, asks_proof=asked.proof)


def _haste(definition: Definition, answers: dict[str, Any], locale: str, seconds: float | None) -> dict[str, Any]:
    """How fast it went, coarsely; and whether so fast that nobody can have read the questions."""
    found = pace(seconds, answers)
    if not found or seconds is None:
        return {}
    return {"pace": found} | ({"hasty": True} if seconds < least_seconds(definition, answers, locale) else {})


def _seconds_since(response_id: UUID) -> float | None:
    """The time since the form was made, which its id tells; that of an anonymous survey does not."""
    if response_id.variant != RFC_4122 or response_id.version != TIMED:
        return None
    return clock.now().timestamp() - (response_id.int >> MILLISECOND_BITS) / 1000
