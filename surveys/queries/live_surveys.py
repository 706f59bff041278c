"""What stands behind a public address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from feedback_site.kit import clock
from surveys.rules.lifecycle import State
from surveys.rules.limits.schedule import Schedule

if TYPE_CHECKING:
    from datetime import datetime

# Written out, since every respondent needs it twice and putting it together takes longer than running it.
FIND = """
SELECT id, slug, state, live_version_id, opens_at, closes_at FROM surveys_survey
WHERE slug = %s AND live_version_id IS NOT NULL
"""


@dataclass(frozen=True)
class PublicSurvey:
    """A survey as a respondent meets it; drafts are not met at all. `opens_at` is what it still waits for.

    `version_id` is the version that is asked: the live one, or that of a page which somebody has open.
    """

    id: int
    slug: str
    state: str
    version_id: int
    live_version_id: int
    opens_at: datetime | None = None


def public_survey(slug: str) -> PublicSurvey | None:
    """Find what was published at an address; one small row, no document."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [slug])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, slug, state, version_id, opens_at, closes_at = row
    now, kept = clock.now(), State(state)
    found = Schedule(opens_at=opens_at, closes_at=closes_at).state_at(kept, now)
    waits = kept is State.LIVE and opens_at is not None and now < opens_at
    return PublicSurvey(pk, slug, found.value, version_id, version_id, opens_at if waits else None)
