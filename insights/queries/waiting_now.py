"""Who waits for an answer at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.queries.wait_filter import WaitFilter
from insights.queries.count import Count, count_of_waits
from insights.queries.durations import durations
from insights.rules.percentiles import Summary, summary

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.models import Wait

OLDEST = 5
THESE = WaitFilter(first_only=False, open_only=True)


@dataclass(frozen=True)
class WaitingNow:
    """Everyone who waits, first-time or again: how many, for how long, and the longest five."""

    count: Count
    ages: Summary
    oldest_seconds: float | None
    oldest: tuple[Wait, ...]


def waiting_now(now: datetime) -> WaitingNow:
    """Return who waits now."""
    ages = durations(THESE.waits(), now).waiting
    oldest = THESE.waits().select_related("ticket").order_by("started_at", "id")[:OLDEST]
    return WaitingNow(
        count=count_of_waits(len(ages), THESE),
        ages=summary(ages),
        oldest_seconds=max(ages, default=None),
        oldest=tuple(oldest),
    )
