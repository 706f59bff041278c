"""That one ticket goes on in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from feedback.models.ticket import Ticket
from feedback.rules.bulk import UNDO_SPAN
from feedback_site.kit import clock

if TYPE_CHECKING:
    from datetime import datetime


class MergeQuerySet(models.QuerySet["Merge"]):
    """The vocabulary for sets of merges."""

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """Who merged what into what; `before` is what undoing brings back.

    Messages stay where they were written: `last_message_id` is the target's last one then, and what
    staff answer on the target after it goes to the source's reporter too.
    """

    source = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="merges")
    target = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="absorptions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    last_message_id = models.BigIntegerField()
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        """A ticket goes on in one other, never in itself."""

        constraints = [
            models.UniqueConstraint(fields=["source"], condition=Q(undone_at=None), name="merge_stands_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__gte=F("at"), undone_by__isnull=False),
                name="merge_undone_is_whole",
            ),
        ]

    def __str__(self) -> str:
        """Show both."""
        return f"{self.source_id} into {self.target_id}"

    def may_undo(self, at: datetime) -> bool:
        """Whether its time for undoing lasts."""
        return self.undone_at is None and at <= self.at + UNDO_SPAN
