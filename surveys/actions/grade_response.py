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
    """Put tier and reasons into the row, which the caller stores; the times themselves are not kept.

    Whether the response copies another one is not asked here but as it is stored.
    """
    documents = documents_of(response.version_id)
    asked = documents.sidecar.quality
    known = dict(response.quality)
    if is_timed and asked.time:
        locale = documents.locale(response.language)
        known |= _haste(documents.definition, response.answers, locale, _seconds_since(response.pk))
    response.fingerprint = fingerprint(response.answers)
    response.quality = graded(documents.definition, response.answers, known, asks_proof=asked.proof)


def note_copy(response: Response) -> None:
    """Look whether a graded response says word for word what another one says."""
    if response.fingerprint:
        others = Response.objects.filter(survey_id=response.survey_id, fingerprint=response.fingerprint)
        if others.exclude(pk=response.pk).exists():
            response.quality = quality_of_a_copy(response)


def quality_of_a_copy(response: Response) -> dict[str, Any]:
    """What a graded response's quality is where another one says the same."""
    documents = documents_of(response.version_id)
    known = {key: value for key, value in response.quality.items() if key not in ("tier", "reasons")}
    known |= {"copied": True, "hasty": "hasty" in response.quality["reasons"]}
    return graded(documents.definition, response.answers, known, asks_proof=documents.sidecar.quality.proof)


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
