"""How many tickets have come into a list since somebody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from feedback.models.ticket import AFTER_ALL_WAITS
from feedback.queries.inbox.counts import Count, count_all

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.queries.inbox.views import View

MOST = 99


def news(*, user: Any, view: View, since: datetime) -> Count:
    """Count the tickets of the list that were opened, or whose customer began to wait, after the moment."""
    arrived = Q(created_at__gt=since) | Q(queue_at__gt=since, queue_at__lt=AFTER_ALL_WAITS)
    return count_all([view.wanted.tickets(user).filter(arrived)], most=MOST)[0]
