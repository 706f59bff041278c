"""What could make the figures incomplete, told beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Value

from feedback.queries.incoming.undecided import mails_in_no_case
from notifications.models import Delivery, ParkedEvent

if TYPE_CHECKING:
    from insights.rules.periods import Period


@dataclass(frozen=True)
class DataQuality:
    """Events that a reader could not take, mails of the period that did not arrive, and mails in no case yet."""

    parked: int
    undelivered: int
    in_no_case: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.parked or self.undelivered or self.in_no_case)


def data_quality(period: Period) -> DataQuality:
    """Count them; what is in no case counts whenever it came."""
    mails = Delivery.objects.filter(created_at__gte=period.start, created_at__lt=period.end)
    return DataQuality(
        parked=ParkedEvent.objects.filter(solved_at=None).count(),
        undelivered=mails.filter(state__in=[Delivery.State.FAILED, Delivery.State.BOUNCED]).count(),
        in_no_case=sum(number for _all, _state, number, _since in mails_in_no_case(Value(1))),
    )
