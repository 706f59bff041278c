"""What stands behind a public address."""

from __future__ import annotations

from dataclasses import dataclass

from feedback_site.kit import clock
from surveys.models import Survey
from surveys.rules.lifecycle import State
from surveys.rules.limits.schedule import Schedule


@dataclass(frozen=True)
class PublicSurvey:
    """A survey as a respondent meets it; drafts are not met at all."""

    id: int
    slug: str
    state: str
    version_id: int


def public_survey(slug: str) -> PublicSurvey | None:
    """Find what was published at an address; one small row, no document."""
    row = (
        Survey.objects.filter(slug=slug, live_version__isnull=False)
        .values_list("id", "slug", "state", "live_version_id", "opens_at", "closes_at")
        .first()
    )
    if row is None:
        return None
    pk, slug, state, version_id, opens_at, closes_at = row
    schedule = Schedule(opens_at=opens_at, closes_at=closes_at)
    return PublicSurvey(pk, slug, schedule.state_at(State(state), clock.now()).value, version_id or 0)
