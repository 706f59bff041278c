"""What people said about the answers they got."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count as CountOf
from django.db.models import Q

from feedback.queries.follow_up_filter import FollowUpFilter
from insights.queries.count import Count, count_of_follow_ups
from insights.rules.intervals import Share, share

if TYPE_CHECKING:
    from insights.rules.periods import Period

SATISFIED_FROM = 4


@dataclass(frozen=True)
class Satisfaction:
    """Of those asked in the period: who answered, and who gave 4 or 5 of 5."""

    asked: Count
    answered: Count
    satisfied: Count
    share: Share | None


def satisfaction(period: Period) -> Satisfaction:
    """Return how those felt who were asked in the period."""
    these = FollowUpFilter(asked_from=period.start, asked_to=period.end)
    n = these.follow_ups().aggregate(
        asked=CountOf("id"),
        answered=CountOf("id", filter=Q(score__isnull=False)),
        satisfied=CountOf("id", filter=Q(score__gte=SATISFIED_FROM)),
    )
    return Satisfaction(
        asked=count_of_follow_ups(n["asked"], these),
        answered=count_of_follow_ups(n["answered"], replace(these, answered=True)),
        satisfied=count_of_follow_ups(n["satisfied"], replace(these, score_from=SATISFIED_FROM)),
        share=share(n["satisfied"], n["answered"]),
    )
