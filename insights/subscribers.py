"""What insights does when something happened: counts it, and mails the digests issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from insights.actions.add_to_volume import add_to_volume
from insights.actions.choose_digests import choose_digests
from insights.actions.rebuild_rollups import READER
from insights.emails import digest_mails
from insights.events import DigestIssued
from insights.models import Digest, DigestPlan
from insights.queries.volume_of_events import READ, volume_of_events
from notifications.actions.queue_delivery import queue_deliveries
from notifications.event_log import reader
from notifications.events import MailsStarted, MailsStopped
from notifications.models import Topic
from notifications.rules.addresses import address_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded


@reader(READER, on=READ, from_start=True)
def count_volume(batch: Sequence[Recorded]) -> None:
    """Add the batch to the days that it touches."""
    add_to_volume(volume_of_events(batch))


@reader("insights.digest_mail", on=[DigestIssued], batch=20)
def mail_digests(batch: Sequence[Recorded]) -> None:
    """Write each digest's mail; the key keeps a replay from writing a second one."""
    ids = [recorded.event.digest_id for recorded in batch]
    digests = Digest.objects.filter(pk__in=ids).select_related("recipient").order_by("pk")
    queue_deliveries(digest_mails(digests))


@reader("insights.digests_stopped", on=[MailsStopped, MailsStarted])
def switch_off_digests(batch: Sequence[Recorded]) -> None:
    """Switch the digests off for whoever stopped them from a mail, or on again, so that their page says so."""
    wished = {
        line.event.address_hash: isinstance(line.event, MailsStarted)
        for line in batch
        if line.event.topic == Topic.DIGEST
    }
    if not wished:
        return
    for plan in DigestPlan.objects.select_related("recipient"):
        wanted = wished.get(address_hash(plan.recipient.email), plan.is_wanted)
        if wanted != plan.is_wanted:
            choose_digests(recipient=plan.recipient, wanted=wanted)
