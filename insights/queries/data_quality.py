"""What could make the figures incomplete, told beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notifications.models import Delivery, ParkedEvent

if TYPE_CHECKING:
    from insights.rules.periods import Period


@dataclass(frozen=True)
class DataQuality:
    """Events that a reader could not take, and mails of the period that did not arrive."""

    parked: int
    undelivered: int

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.parked or self.undelivered)


def data_quality(period: Period) -> DataQuality:
    """Count both."""
    mails = Delivery.objects.filter(created_at__gte=period.start, created_at__lt=period.end)
    return DataQuality(
        parked=ParkedEvent.objects.filter(solved_at=None).count(),
        undelivered=mails.filter(state__in=[Delivery.State.FAILED, Delivery.State.BOUNCED]).count(),
    )
