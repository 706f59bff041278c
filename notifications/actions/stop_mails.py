"""Stop mails of a sort to somebody who wants no more of them, or start them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F, Func, Value

from feedback_site.kit import clock
from notifications.event_log import record, record_all
from notifications.events import MailsStarted, MailsStopped
from notifications.models import Delivery, Reason, Refusal, Topic
from notifications.rules.addresses import address_hash as hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable

HASH = Func(
    Func(Func(F("address"), Value("UTF8"), function="convert_to"), function="sha256"), Value("hex"), function="encode"
)


@transaction.atomic
def stop_mails(*, topic: str, address_hash: str) -> bool:
    """Hold back what waits and all that follows; False when they were stopped already."""
    row, is_new = Refusal.objects.get_or_create(
        topic=topic, address_hash=address_hash, defaults={"created_at": clock.now()}
    )
    waiting = Delivery.objects.filter(state=Delivery.State.QUEUED, topic=topic)
    waiting.alias(hash=HASH).filter(hash=row.address_hash).update(
        state=Delivery.State.SUPPRESSED, reason=Reason.UNSUBSCRIBED
    )
    if is_new:
        record(MailsStopped(topic=topic, address_hash=address_hash))
    return is_new


STOP_ALL = """
INSERT INTO notifications_refusal (address_hash, topic, created_at)
SELECT hash, topic, %s FROM unnest(%s::text[]) AS hash, unnest(%s::text[]) AS topic
ORDER BY hash, topic
ON CONFLICT DO NOTHING
RETURNING topic, address_hash
"""


@transaction.atomic
def stop_all_mails(addresses: Iterable[str]) -> None:
    """Stop every sort that can be stopped to all of these, with as many statements as for one."""
    hashes = sorted({hash_of(address) for address in addresses})
    if not hashes:
        return
    with connection.cursor() as cursor:
        cursor.execute(STOP_ALL, [clock.now(), hashes, sorted(Topic.values)])
        new = cursor.fetchall()
    waiting = Delivery.objects.filter(state=Delivery.State.QUEUED, topic__in=Topic.values)
    waiting.alias(hash=HASH).filter(hash__in=hashes).update(state=Delivery.State.SUPPRESSED, reason=Reason.UNSUBSCRIBED)
    record_all(MailsStopped(topic=topic, address_hash=found) for topic, found in new)


@transaction.atomic
def start_mails(*, topic: str, address_hash: str) -> bool:
    """Let them go out again; False when they were not stopped."""
    was_stopped = bool(Refusal.objects.filter(topic=topic, address_hash=address_hash).delete()[0])
    if was_stopped:
        record(MailsStarted(topic=topic, address_hash=address_hash))
    return was_stopped
