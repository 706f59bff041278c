"""Stop mails of a sort to somebody who wants no more of them, or start them again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Func, Value

from feedback_site.kit import clock
from notifications.event_log import record
from notifications.events import MailsStopped
from notifications.models import Delivery, Reason, Refusal

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


def start_mails(*, topic: str, address_hash: str) -> bool:
    """Let them go out again; False when they were not stopped."""
    return bool(Refusal.objects.filter(topic=topic, address_hash=address_hash).delete()[0])
