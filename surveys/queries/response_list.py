"""The responses of a survey, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback_site.kit.pagination import Page, keyset_page
from surveys.models import Response

if TYPE_CHECKING:
    from datetime import datetime

    from surveys.models.response import ResponseQuerySet

SIZE = 50
TIERS = {"a": ["a"], "b": ["a", "b"], "": []}
"""The tiers that count when the worst wanted is named."""


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """Which responses to list: `since` is when they began, `tier` the worst that will do."""

    status: str = ""
    version: int | None = None
    tier: str = ""
    since: datetime | None = None

    def of(self, rows: ResponseQuerySet) -> ResponseQuerySet:
        """Those of the rows that are wanted."""
        if self.status in Response.Status.values:
            rows = rows.filter(status=self.status)
        if self.version is not None:
            rows = rows.filter(version__number=self.version)
        if tiers := TIERS.get(self.tier):
            rows = rows.filter(quality__tier__in=tiers)
        return rows.filter(started_at__gte=self.since) if self.since is not None else rows


def response_list(
    survey_id: int, cursor: str | None, *, narrowed: Narrowed | None = None, size: int = SIZE
) -> Page[Response]:
    """One page."""
    rows = Response.objects.readable().filter(survey_id=survey_id).select_related("version")
    rows = rows.defer("version__definition", "version__settings")
    return keyset_page((narrowed or Narrowed()).of(rows), order=("-started_at", "-id"), cursor=cursor, size=size)
