"""The surveys and how many answered, without counting responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from feedback_site.kit.pagination import Page, keyset_page
from surveys.models import ResponseCount, Survey
from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from surveys.models.survey import SurveyQuerySet

SIZE = 30


def with_counts(surveys: SurveyQuerySet) -> SurveyQuerySet:
    """Annotate `started` and `completed` from the roll-up."""
    counts = ResponseCount.objects.filter(version__survey=OuterRef("pk")).order_by().values("version__survey")

    def total(field: str) -> Coalesce:
        return Coalesce(Subquery(counts.values(n=Sum(field)), output_field=IntegerField()), 0)

    return surveys.annotate(started=total("started"), completed=total("completed"))


def survey_list(cursor: str | None, *, size: int = SIZE) -> Page[Survey]:
    """Surveys, newest first."""
    surveys = with_counts(Survey.objects.listed()).select_related("live_version")
    return keyset_page(
        surveys.defer("draft", "settings", "live_version__definition", "live_version__settings"),
        order=("-created_at", "-id"),
        cursor=cursor,
        size=size,
    )


def survey_has_news(survey_id: int) -> bool:
    """Whether publishing would give respondents something new; the documents stay in the database."""
    same = Q(draft=F("live_version__definition"), settings=F("live_version__settings"), state=State.LIVE.value)
    return not Survey.objects.filter(same, pk=survey_id).exists()
