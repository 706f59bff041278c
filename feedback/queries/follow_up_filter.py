"""The filter that a satisfaction figure and the list behind it share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from feedback.models import FollowUp
from feedback.models.follow_up import HIGHEST, LOWEST
from feedback.models.words import values
from feedback.queries import query_values
from feedback.rules.names import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict

    from feedback.models.follow_up import FollowUpQuerySet


@dataclass(frozen=True, kw_only=True)
class FollowUpFilter:
    """Some follow-ups; spans are half-open [from, to), scores are inclusive."""

    asked_from: datetime | None = None
    asked_to: datetime | None = None
    answered_from: datetime | None = None
    answered_to: datetime | None = None
    answered: bool | None = None
    score_from: int | None = None
    score_to: int | None = None
    channel: str | None = None

    def follow_ups(self) -> FollowUpQuerySet:
        """Return the follow-ups; add `.visible_to(user)` before showing them."""
        bounds = {
            "created_at__gte": self.asked_from,
            "created_at__lt": self.asked_to,
            "answered_at__gte": self.answered_from,
            "answered_at__lt": self.answered_to,
            "answered_at__isnull": None if self.answered is None else not self.answered,
            "score__gte": self.score_from,
            "score__lte": self.score_to,
            "ticket__channel": self.channel,
        }
        return FollowUp.objects.filter(Q(**{k: v for k, v in bounds.items() if v is not None}))

    def to_query(self) -> str:
        """Return the filter as the query of a link."""
        return query_values.encode(
            {
                "asked_from": self.asked_from,
                "asked_to": self.asked_to,
                "answered_from": self.answered_from,
                "answered_to": self.answered_to,
                "answered": {True: "yes", False: "no", None: None}[self.answered],
                "score_from": self.score_from,
                "score_to": self.score_to,
                "channel": self.channel,
            }
        )

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read what `to_query` wrote; raises BadFilter."""
        answered = query_values.word(query, "answered", ("yes", "no"))
        return cls(
            asked_from=query_values.moment(query, "asked_from"),
            asked_to=query_values.moment(query, "asked_to"),
            answered_from=query_values.moment(query, "answered_from"),
            answered_to=query_values.moment(query, "answered_to"),
            answered=None if answered is None else answered == "yes",
            score_from=_score(query, "score_from"),
            score_to=_score(query, "score_to"),
            channel=query_values.word(query, "channel", values(Channel)),
        )


def _score(query: QueryDict, name: str) -> int | None:
    known = [str(score) for score in range(LOWEST, HIGHEST + 1)]
    found = query_values.word(query, name, known)
    return None if found is None else int(found)
