"""The mails that were queued, sent or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.models import Delivery

if TYPE_CHECKING:
    from django.db.models import QuerySet

LISTED = ("id", "kind", "to", "subject", "state", "attempts", "created_at", "try_at")


def deliveries(*, state: str = "") -> QuerySet[Delivery]:
    """All of them, or those in one state, without their bodies."""
    found = Delivery.objects.only(*LISTED)
    return found.filter(state=state) if state else found
