"""When a person's next digest is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User

if TYPE_CHECKING:
    from datetime import datetime

PERMISSION = "digest.receive"


class DigestPlanQuerySet(models.QuerySet["DigestPlan"]):
    """The vocabulary for sets of plans."""

    def due(self, at: datetime) -> Self:
        """Wanted, late, and of people who may still receive digests."""
        people = User.objects.who_may(PERMISSION)
        return self.filter(is_wanted=True, next_due_at__lte=at, recipient__in=people)


class DigestPlan(models.Model):
    """The next Monday 9:00 in a person's zone, worked out ahead; `timezone` says for which zone."""

    recipient = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_plan")
    is_wanted = models.BooleanField(default=True)
    timezone = models.CharField(max_length=64)
    next_due_at = models.DateTimeField()

    objects = DigestPlanQuerySet.as_manager()

    class Meta:
        """What is due is found by a small index."""

        indexes = [
            models.Index(fields=["next_due_at"], name="digest_due", condition=Q(is_wanted=True)),
        ]

    def __str__(self) -> str:
        """Show the recipient and the moment."""
        return f"{self.recipient_id} at {self.next_due_at}"
