"""How many receipts an address has had lately: a form must not become a mail cannon."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from feedback_site.kit import clock
from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable

RECEIPT = "case_receipt"
SPAN = timedelta(hours=1)
MOST = 3


def receipts_sent(addresses: Iterable[str]) -> Counter[str]:
    """Count the receipts of the last hour by address."""
    since = clock.now() - SPAN
    sent = Delivery.objects.filter(kind=RECEIPT, to__in=set(addresses), created_at__gt=since)
    return Counter(sent.values_list("to", flat=True))
