"""Mail the links that were asked for."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from feedback.models import Contact, LinkWish
from feedback_site.kit import clock
from notifications.actions.queue_delivery import queue_deliveries
from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable

    from notifications.actions.queue_delivery import Mail

BATCH = 100
SPAN = timedelta(hours=1)
MOST = 3  # a form must not become a mail cannon
KIND = "my_feedback"


@transaction.atomic
def answer_wishes(*, write: Callable[[Contact, LinkWish], Mail]) -> int:
    """Queue a mail for each wish of a known address, a few an hour at most; return how many wishes are gone."""
    rows = LinkWish.objects.select_for_update(skip_locked=True).order_by("id")
    wishes = list(rows[:BATCH])
    known = Contact.objects.select_related("merged_into").filter(email__in=[wish.email for wish in wishes])
    contacts = {contact.email: contact.merged_into or contact for contact in known}
    sent = _sent(list(contacts))
    mails = []
    for wish in wishes:
        if contact := contacts.get(wish.email):
            sent[wish.email] += 1
            if sent[wish.email] <= MOST:
                mails.append(write(contact, wish))
    queue_deliveries(mails)
    LinkWish.objects.filter(pk__in=[wish.pk for wish in wishes]).delete()
    return len(wishes)


def _sent(addresses: list[str | None]) -> Counter[str]:
    since = clock.now() - SPAN
    found = Delivery.objects.filter(kind=KIND, to__in=addresses, created_at__gt=since)
    return Counter(found.values_list("to", flat=True))
