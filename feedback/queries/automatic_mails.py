"""How many automatic mails an address has had lately: neither a form nor a rule must become a mail cannon."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from feedback_site.kit import clock
from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable

RECEIPT, REPLY, FOLLOW_UP = "case_receipt", "automatic_reply", "follow_up"
AUTOMATIC = (RECEIPT, REPLY, FOLLOW_UP)
SPAN = timedelta(hours=1)


def automatic_mails_sent(addresses: Iterable[str]) -> Counter[str]:
    """Count the automatic mails of the last hour by address."""
    since = clock.now() - SPAN
    sent = Delivery.objects.filter(kind__in=AUTOMATIC, to__in=set(addresses), created_at__gt=since)
    return Counter(sent.values_list("to", flat=True))
