"""A number together with the list that it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from feedback.queries.follow_up_filter import FollowUpFilter
    from feedback.queries.wait_filter import WaitFilter


@dataclass(frozen=True)
class Count:
    """How many, and where they are listed."""

    n: int
    url: str


def count_of_waits(n: int, these: WaitFilter) -> Count:
    """Return a count that opens the cases of these waits."""
    return Count(n, f"{reverse('feedback:inbox')}?{these.to_query()}")


def count_of_follow_ups(n: int, these: FollowUpFilter) -> Count:
    """Return a count that opens these follow-ups."""
    return Count(n, f"{reverse('feedback:follow_ups')}?{these.to_query()}")
