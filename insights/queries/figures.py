"""The one function behind dashboard, digest and API, so that all three show the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from insights.queries.first_responses import Received, Responses, received, responses
from insights.queries.satisfaction import Satisfaction, satisfaction
from insights.queries.volume import Day, volume
from insights.queries.waiting_now import WaitingNow, waiting_now

if TYPE_CHECKING:
    from datetime import datetime

    from insights.rules.periods import Period


@dataclass(frozen=True)
class Figures:
    """Every number of a period, as of one moment."""

    period: Period
    as_of: datetime
    cohort: Received
    responses: Responses
    waiting: WaitingNow
    volume: tuple[Day, ...]
    satisfaction: Satisfaction

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all happened."""
        return not (
            self.cohort.received.n
            or self.responses.answered.n
            or self.responses.closed.n
            or self.waiting.count.n
            or self.satisfaction.asked.n
        )


def figures(period: Period, now: datetime) -> Figures:
    """Compute all figures of a period with a handful of reads."""
    return Figures(
        period=period,
        as_of=now,
        cohort=received(period, now),
        responses=responses(period, now),
        waiting=waiting_now(now),
        volume=volume(period, now),
        satisfaction=satisfaction(period),
    )
