"""Stop mail to an address that does not take any."""

from __future__ import annotations

from django.db import transaction

from feedback_site.kit import clock
from notifications.actions.hold_back import lock_addresses
from notifications.event_log import record
from notifications.events import AddressLifted, AddressUndeliverable
from notifications.models import Delivery, Nature, Reason, UndeliverableAddress
from notifications.rules.addresses import plain


@transaction.atomic
def mark_undeliverable(address: str, *, status: str, why: str, message_id: str = "") -> bool:
    """Hold back what waits for the address and all that follows, until staff lift it; False when it is marked already.

    `message_id` names the mail that came back. Mails about accounts still go out: a forged bounce locks nobody out.
    """
    address = plain(address)
    lock_addresses([address])
    mark_bounced(message_id=message_id, why=f"{status} {why}".strip())
    row = UndeliverableAddress.objects.select_for_update().filter(address=address).first()
    is_new = row is None or row.lifted_at is not None
    row = row or UndeliverableAddress(address=address)
    row.status, row.why = _line(status, 20), _line(why, 500)
    row.marked_at, row.lifted_at = clock.now(), None
    row.save()
    waiting = Delivery.objects.filter(address=address, state=Delivery.State.QUEUED)
    waiting.exclude(nature=Nature.SECURITY).update(state=Delivery.State.SUPPRESSED, reason=Reason.UNDELIVERABLE)
    if is_new:
        record(AddressUndeliverable(address_id=row.pk, status=row.status), subject=row.event_subject)
    return is_new


@transaction.atomic
def mark_bounced(*, message_id: str, why: str) -> bool:
    """Note that a mail of ours came back; False when there is no such mail."""
    if not message_id:
        return False
    came_back = Delivery.objects.filter(message_id=message_id, state=Delivery.State.SENT)
    return bool(came_back.update(state=Delivery.State.BOUNCED, reason=Reason.CAME_BACK, error=_line(why, 500)))


@transaction.atomic
def lift_undeliverable(*, address_id: int, actor_id: int) -> bool:
    """Let mail go to the address again; what was held back stays so until somebody sends it again."""
    row = UndeliverableAddress.objects.select_for_update(no_key=True).filter(pk=address_id, lifted_at=None).first()
    if row is None:
        return False
    row.lifted_at = clock.now()
    row.save(update_fields=["lifted_at"])
    record(AddressLifted(address_id=row.pk), actor_id=actor_id, subject=row.event_subject)
    return True


def _line(text: str, length: int) -> str:
    return " ".join(text.replace("\0", "").split())[:length]
