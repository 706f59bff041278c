"""Hold back mails just queued that must not go out: one statement for a batch, and no race between two."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from notifications.models import Nature
from notifications.rules.addresses import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

MOST_AN_HOUR = 3  # automatic mails to one address, whatever their cause
SPAN = timedelta(hours=1)
COUNTED = [Nature.AUTOMATIC.value, Nature.ANSWER.value]

# Few enough for the table of locks, in order so that two batches never wait for each other.
LOCK = """
SELECT pg_advisory_xact_lock(1835100530, bucket)
FROM (SELECT DISTINCT hashtext(address) & 1023 AS bucket FROM unnest(%s::text[]) AS address ORDER BY bucket) AS wanted
"""
HOLD_BACK = """
WITH lately AS (
    SELECT delivery.id, delivery.address, delivery.created_at, delivery.nature,
        CASE
            WHEN dead.id IS NOT NULL AND delivery.nature <> 'security' THEN 'undeliverable'
            WHEN refusal.id IS NOT NULL THEN 'unsubscribed'
            ELSE ''
        END AS reason
    FROM notifications_delivery AS delivery
    LEFT JOIN notifications_undeliverableaddress AS dead
        ON dead.address = delivery.address AND dead.lifted_at IS NULL
    LEFT JOIN notifications_refusal AS refusal
        ON delivery.topic <> '' AND refusal.topic = delivery.topic
        AND refusal.address_hash = encode(sha256(convert_to(delivery.address, 'UTF8')), 'hex')
    WHERE delivery.address = ANY(%(addresses)s) AND delivery.state <> 'suppressed'
        AND delivery.created_at > %(since)s AND delivery.created_at <= %(now)s
),
placed AS (
    SELECT id, reason, nature = ANY(%(counted)s) AS counts, row_number() OVER (
        PARTITION BY address, reason = '' AND nature = ANY(%(counted)s) ORDER BY created_at, id
    ) AS place
    FROM lately
)
UPDATE notifications_delivery AS delivery
SET state = 'suppressed', reason = CASE WHEN placed.reason <> '' THEN placed.reason ELSE 'too_many' END
FROM placed
WHERE delivery.id = placed.id AND delivery.key = ANY(%(keys)s) AND delivery.created_at = %(now)s
    AND delivery.state IN ('queued', 'kept')
    AND (placed.reason <> '' OR (placed.counts AND placed.place > %(most)s))
"""


def lock_addresses(addresses: Iterable[str]) -> None:
    """Let nobody else queue mail to these addresses, or mark them, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [sorted({plain(address) for address in addresses})])


def hold_back(*, keys: Sequence[str], addresses: Iterable[str], now: datetime) -> int:
    """Suppress those of the mails queued now that must not go out; return how many.

    The caller holds the locks of their addresses.
    """
    values: dict[str, Any] = {
        "addresses": sorted({plain(address) for address in addresses}),
        "keys": list(keys),
        "now": now,
        "since": now - SPAN,
        "counted": COUNTED,
        "most": MOST_AN_HOUR,
    }
    with connection.cursor() as cursor:
        cursor.execute(HOLD_BACK, values)
        return int(cursor.rowcount)
