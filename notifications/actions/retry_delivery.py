"""Queue mails again by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from feedback_site.celery import SEND_MAIL, wake_on_commit
from feedback_site.kit import clock
from notifications.actions.stop_mails import HASH
from notifications.models import Delivery, Refusal, UndeliverableAddress

if TYPE_CHECKING:
    from django.db.models import QuerySet

RETRIABLE = (Delivery.State.FAILED, Delivery.State.KEPT, Delivery.State.SUPPRESSED)


@transaction.atomic
def retry_deliveries(mails: QuerySet[Delivery]) -> int:
    """Queue those of the mails that did not go out; return how many.

    Whoever asks for it answers for it, so no count holds it back; an address that takes no mail is lifted first,
    and what its receiver has stopped stays stopped.
    """
    if not settings.EMAIL_URL:
        return 0
    dead = UndeliverableAddress.objects.filter(address=OuterRef("address"), lifted_at=None)
    refused = Refusal.objects.filter(topic=OuterRef("topic"), address_hash=OuterRef("hash"))
    again = mails.alias(hash=HASH).filter(~Exists(dead), ~Exists(refused), state__in=RETRIABLE)
    queued = again.update(state=Delivery.State.QUEUED, reason="", attempts=0, try_at=clock.now(), error="")
    if queued:
        wake_on_commit(SEND_MAIL)
    return queued


def retry_delivery(*, delivery_id: int) -> bool:
    """Queue one mail once more; return whether it was."""
    return bool(retry_deliveries(Delivery.objects.filter(pk=delivery_id)))
