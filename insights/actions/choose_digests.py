"""Switch one's own digests off or on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback_site.kit import clock
from insights.models import DigestPlan
from insights.rules.periods import next_digest
from notifications.actions.stop_mails import start_mails
from notifications.models import Topic
from notifications.rules.addresses import address_hash

if TYPE_CHECKING:
    from accounts.models import User


def choose_digests(*, recipient: User, wanted: bool) -> None:
    """Keep the choice; whoever comes back gets the next one, not those in between."""
    zone = clock.zone(recipient.timezone)
    if wanted:
        start_mails(topic=Topic.DIGEST, address_hash=address_hash(recipient.email))
    DigestPlan.objects.update_or_create(
        recipient=recipient,
        defaults={
            "is_wanted": wanted,
            "timezone": zone.key,
            "next_due_at": next_digest(clock.now(), zone),
        },
    )
