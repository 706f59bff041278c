"""The one question after a resolution: was this a good answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from feedback.models.ticket import Ticket
from feedback_site.kit import clock
from feedback_site.kit.access import permitted

if TYPE_CHECKING:
    from datetime import datetime

LOWEST, HIGHEST = 1, 5
MAX_COMMENT = 2_000


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """The vocabulary for sets of follow-ups."""

    def visible_to(self, user: Any) -> Self:
        """Those of tickets that the user may read."""
        return self if permitted(user, "ticket.read") else self.none()

    def answered(self) -> Self:
        """With a score."""
        return self.filter(answered_at__isnull=False)


class FollowUp(models.Model):
    """Asked once a resolution; the answer may be changed until it expires."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="follow_ups")
    resolved_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(null=True)
    comment = models.CharField(max_length=MAX_COMMENT, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        """One a resolution; a score of 1 to 5 has a time, and a time has a score."""

        constraints = [
            models.UniqueConstraint(fields=["ticket", "resolved_at"], name="follow_up_once"),
            models.CheckConstraint(
                condition=Q(score=None, answered_at=None, comment="")
                | Q(
                    score__gte=LOWEST,
                    score__lte=HIGHEST,
                    score__isnull=False,
                    answered_at__isnull=False,
                    answered_at__gte=F("created_at"),
                ),
                name="follow_up_answer_is_whole",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="follow_up_expires_later"),
        ]
        indexes = [
            models.Index(
                fields=["answered_at", "id"],
                name="follow_up_answered",
                condition=Q(answered_at__isnull=False),
            ),
            models.Index(fields=["created_at", "id"], name="follow_up_asked"),
        ]

    def __str__(self) -> str:
        """Show the ticket and the score."""
        return f"{self.ticket_id}: {self.score or '–'}"

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be answered."""
        return at < self.expires_at
