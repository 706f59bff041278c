"""An event that a reader could not take."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock
from notifications.models.logged_event import LoggedEvent


class ParkedEvent(models.Model):
    """Kept with its traceback until a retry succeeds; the reader has gone on."""

    reader = models.CharField(max_length=100)
    event = models.ForeignKey(LoggedEvent, on_delete=models.PROTECT, related_name="parked")
    error = models.CharField(max_length=500)
    traceback = models.TextField()
    attempts = models.PositiveIntegerField(default=1)
    parked_at = models.DateTimeField(default=clock.now)
    retry_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)

    class Meta:
        """An event is parked once a reader."""

        constraints = [models.UniqueConstraint(fields=["reader", "event"], name="parked_once")]
        indexes = [
            models.Index(fields=["retry_at"], name="parked_due", condition=models.Q(solved_at=None)),
        ]

    def __str__(self) -> str:
        """Show reader and event."""
        return f"{self.reader}: event {self.event_id}"
