"""Claim due mails, so that no other worker sends them and no domain is flooded."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F

from feedback_site.kit import clock
from notifications.models import Delivery

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 50
LOOK_AT = 500
MINUTE = timedelta(minutes=1)
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1835100531)"  # else two workers would share one allowance
PUT_OFF = """
UPDATE notifications_delivery AS delivery
SET try_at = %(now)s + interval '1 minute' * (1 + (late.place - 1) / %(limit)s)
FROM (
    SELECT id, row_number() OVER (ORDER BY try_at, id) AS place FROM notifications_delivery
    WHERE state = 'queued' AND try_at <= %(now)s AND domain = %(domain)s AND id <> ALL(%(claimed)s)
) AS late
WHERE delivery.id = late.id
"""


def release_stuck() -> int:
    """Queue again what a worker claimed and never finished."""
    limit = clock.now() - timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    stuck = Delivery.objects.filter(state=Delivery.State.SENDING, claimed_at__lt=limit)
    return stuck.update(state=Delivery.State.QUEUED, claimed_at=None, try_at=clock.now())


@transaction.atomic
def claim_batch() -> list[Delivery]:
    """Take due mails; what is more than a domain may have within a minute is put off, and counts as no attempt."""
    now = clock.now()
    due = Delivery.objects.filter(state=Delivery.State.QUEUED, try_at__lte=now).order_by("try_at", "id")
    limit = settings.MAILS_A_MINUTE_TO_ONE_DOMAIN
    if limit:
        wanted, crowded = _within(limit, list(due.values_list("pk", "domain")[:LOOK_AT]), now)
        due = due.filter(pk__in=wanted)
    else:
        crowded = set()
    claimed = list(due.select_for_update(skip_locked=True)[:BATCH])
    ids = [delivery.pk for delivery in claimed]
    Delivery.objects.filter(pk__in=ids).update(
        state=Delivery.State.SENDING, claimed_at=now, tried_at=now, attempts=F("attempts") + 1
    )
    for delivery in claimed:
        delivery.state, delivery.claimed_at, delivery.attempts = Delivery.State.SENDING, now, delivery.attempts + 1
    for domain in sorted(crowded):
        _put_off(domain, limit, now, ids)
    return claimed


def _within(limit: int, due: list[tuple[int, str]], now: datetime) -> tuple[list[int], set[str]]:
    """Return the first due mails that their domains may still have this minute, and the domains that had enough."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    tried = Delivery.objects.filter(domain__in={domain for _pk, domain in due}, tried_at__gt=now - MINUTE)
    had = Counter(dict(tried.values_list("domain").annotate(Count("pk"))))
    wanted: list[int] = []
    crowded = set()
    for pk, domain in due:
        if had[domain] >= limit:
            crowded.add(domain)
        elif len(wanted) < BATCH:
            had[domain] += 1
            wanted.append(pk)
    return wanted, crowded


def _put_off(domain: str, limit: int, now: datetime, claimed: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PUT_OFF, {"domain": domain, "limit": limit, "now": now, "claimed": claimed})
