"""The responses of a survey, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback_site.kit.pagination import Page, keyset_page
from surveys.models import Response

if TYPE_CHECKING:
    from django.db.models import QuerySet

SIZE = 50


def response_list(survey_id: int, cursor: str | None, *, status: str = "", size: int = SIZE) -> Page[Response]:
    """One page; `status` narrows it."""
    rows: QuerySet[Response] = Response.objects.readable().filter(survey_id=survey_id).select_related("version")
    rows = rows.defer("version__definition", "version__settings")
    if status in Response.Status.values:
        rows = rows.filter(status=status)
    return keyset_page(rows, order=("-started_at", "-id"), cursor=cursor, size=size)
