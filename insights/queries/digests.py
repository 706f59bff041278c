"""A person's digests, past and next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback_site.kit import clock
from insights.models import Digest, DigestPlan
from insights.rules.periods import next_digest
from notifications.models import Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

SHOWN = 20


@dataclass(frozen=True)
class SentDigest:
    """A digest and its mail, None until a worker has written it."""

    digest: Digest
    mail: Delivery | None


@dataclass(frozen=True)
class NextDigest:
    """When the next one comes, and whether the person wants it."""

    is_wanted: bool
    due_at: datetime


def digests_of(person: User) -> list[SentDigest]:
    """Return the newest digests of a person."""
    found = list(Digest.objects.filter(recipient=person).order_by("-created_at", "-id")[:SHOWN])
    mails = Delivery.objects.filter(key__in=[digest.delivery_key for digest in found])
    by_key = {mail.key: mail for mail in mails}
    return [SentDigest(digest, by_key.get(digest.delivery_key)) for digest in found]


def next_digest_of(person: User) -> NextDigest:
    """Return when the next digest comes; what is overdue comes within a minute."""
    now = clock.now()
    plan = DigestPlan.objects.filter(recipient=person).first()
    if plan is None or plan.timezone != person.timezone:
        due_at = next_digest(now, clock.zone(person.timezone))
        return NextDigest(is_wanted=plan is None or plan.is_wanted, due_at=due_at)
    return NextDigest(is_wanted=plan.is_wanted, due_at=plan.next_due_at)
