"""Decide once that a person is told of a stretch of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from feedback_site.kit import clock
from insights.events import DigestIssued
from insights.models import Digest
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from insights.rules.periods import Period


@transaction.atomic
def issue_digest(*, recipient: User, period: Period, actor_id: int | None = None) -> bool:
    """Issue the digest of a window; return whether it was not issued before."""
    digest, is_new = Digest.objects.get_or_create(
        recipient=recipient,
        period_start=period.start,
        period_end=period.end,
        defaults={"created_at": clock.now()},
    )
    if is_new:
        record(DigestIssued(digest_id=digest.pk), actor_id=actor_id, subject=f"person:{recipient.pk}")
    return is_new
