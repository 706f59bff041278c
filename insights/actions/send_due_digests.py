"""Send the digests that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from feedback_site.kit import clock
from insights.actions.issue_digest import issue_digest
from insights.actions.keep_plans import keep_plans
from insights.models import DigestPlan
from insights.rules.periods import last_full_week, next_digest

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 100


def send_due_digests() -> int:
    """Issue all digests that are due; return how many."""
    now = clock.now()
    keep_plans(now=now)
    issued = 0
    while (batch := _claim_and_issue(now)) is not None:
        issued += batch
    return issued


@transaction.atomic
def _claim_and_issue(now: datetime) -> int | None:
    """Take plans that no other worker has; however late, each gets one mail: of the last full week."""
    due = DigestPlan.objects.due(now).select_related("recipient").order_by("next_due_at", "id")
    plans = list(due.select_for_update(skip_locked=True, of=("self",), no_key=True)[:BATCH])
    if not plans:
        return None
    issued = 0
    for plan in plans:
        zone = clock.zone(plan.timezone)
        issued += issue_digest(recipient=plan.recipient, period=last_full_week(now, zone))
        plan.next_due_at = next_digest(now, zone)
    DigestPlan.objects.bulk_update(plans, ["next_due_at"])
    return issued
