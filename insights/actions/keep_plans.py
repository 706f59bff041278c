"""Give everyone who may receive digests a plan in the zone they live in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from feedback_site.kit import clock
from insights.models import DigestPlan
from insights.models.digest_plan import PERMISSION
from insights.rules.periods import moved_digest, next_digest

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def keep_plans(*, now: datetime) -> None:
    """Plan for newcomers, and move the plans of those whose time zone changed."""
    people = User.objects.who_may(PERMISSION)
    DigestPlan.objects.bulk_create(
        [plan_for(person, now) for person in people.filter(digest_plan=None)],
        ignore_conflicts=True,
    )
    moved = DigestPlan.objects.filter(~Q(timezone=F("recipient__timezone")), recipient__in=people)
    plans = list(moved.select_related("recipient").select_for_update(of=("self",), no_key=True))
    for plan in plans:
        old, plan.timezone = plan.timezone, plan.recipient.timezone
        plan.next_due_at = moved_digest(plan.next_due_at, clock.zone(old), clock.zone(plan.timezone))
    DigestPlan.objects.bulk_update(plans, ["timezone", "next_due_at"])


def plan_for(person: User, now: datetime) -> DigestPlan:
    """Return a new plan: the first Monday 9:00 to come."""
    zone = clock.zone(person.timezone)
    return DigestPlan(recipient=person, timezone=person.timezone, next_due_at=next_digest(now, zone))
