"""What stands behind a public address."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.models import Survey


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
        .values_list("id", "slug", "state", "live_version_id")
        .first()
    )
    return PublicSurvey(*row) if row else None
