"""How much came in and was dealt with, by day and channel."""

from __future__ import annotations

from django.db import models

COUNTS = ("received", "answered", "closed", "resolved")


class DailyVolume(models.Model):
    """Counts of one day of the site's zone: first waits by start, answer and closing; resolutions.

    Kept by a reader of the event log; `manage.py rebuild_rollups` makes it anew.
    """

    day = models.DateField()
    channel = models.CharField(max_length=10)
    received = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    resolved = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a day and channel."""

        constraints = [models.UniqueConstraint(fields=["day", "channel"], name="volume_once")]

    def __str__(self) -> str:
        """Show day and channel."""
        return f"{self.day} {self.channel}"
