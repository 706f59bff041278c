"""One line of the append-only log."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock
from feedback_site.kit.fields import CurrentTransaction, Xid8Field

NEWEST_CHAPTER = models.Func(function="notifications_chapter_now", output_field=models.SmallIntegerField())


class LoggedEvent(models.Model):
    """What happened, when, by whom; ordered by (chapter, xid, id), which a reader can trust."""

    chapter = models.SmallIntegerField(db_default=NEWEST_CHAPTER, editable=False)
    xid = Xid8Field(db_default=CurrentTransaction(), editable=False)
    name = models.CharField(max_length=100)
    at = models.DateTimeField(default=clock.now)
    actor_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=100, blank=True)
    payload = models.JSONField()

    class Meta:
        """One index to read in order, one for the history of a thing."""

        indexes = [
            models.Index(fields=["chapter", "xid", "id"], name="event_in_order"),
            models.Index(fields=["subject", "id"], name="event_by_subject", condition=~models.Q(subject="")),
        ]

    def __str__(self) -> str:
        """Show name and number."""
        return f"{self.name} #{self.pk}"
