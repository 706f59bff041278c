"""One change of many tickets, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.models.ticket import Ticket
from feedback.rules.bulk import UNDO_SPAN, Outcome, State
from feedback_site.kit import clock

if TYPE_CHECKING:
    from datetime import datetime

REASON_LENGTH = 300


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    """The vocabulary for sets of changes."""

    def at_work(self) -> Self:
        """Those that have tickets left to do."""
        return self.filter(state__in=[State.DOING.value, State.UNDOING.value])


class BulkChange(models.Model):
    """The wish "verb:value" of somebody, done in batches; it can be taken back for some minutes."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wish = models.CharField(max_length=60)
    state = models.CharField(max_length=10, default=State.DOING.value)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    objects = BulkChangeQuerySet.as_manager()

    class Meta:
        """Only what is being done has not been done; those at work are found by a small index."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DOING.value, done_at=None)
                | Q(state__in=[State.DONE.value, State.UNDOING.value, State.UNDONE.value], done_at__isnull=False),
                name="bulk_done_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="bulk_at_work", condition=Q(state__in=[State.DOING.value, State.UNDOING.value])
            )
        ]

    def __str__(self) -> str:
        """Show the wish."""
        return self.wish

    def may_undo(self, at: datetime) -> bool:
        """Whether it can still be taken back."""
        return self.state == State.DONE and self.done_at is not None and at <= self.done_at + UNDO_SPAN

    @property
    def at_work(self) -> bool:
        """Whether tickets are left to do."""
        return self.state in (State.DOING, State.UNDOING)


class BulkItem(models.Model):
    """What became of one ticket; `before` is what undoing brings back."""

    change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="items", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, default=Outcome.WAITING.value)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    before = models.JSONField(null=True)

    class Meta:
        """A ticket once a change; what it did not do has a reason."""

        constraints = [
            models.UniqueConstraint(fields=["change", "ticket"], name="bulk_ticket_once"),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.SKIPPED.value, Outcome.KEPT.value]) | ~Q(reason=""),
                name="bulk_skipped_has_reason",
            ),
        ]

    def __str__(self) -> str:
        """Show ticket and outcome."""
        return f"{self.ticket_id}: {self.outcome}"
