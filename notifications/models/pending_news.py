"""Something that somebody of the staff is to be told by mail, with others of its sort."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock


class PendingNews(models.Model):
    """One event for one person until a mail tells it, or it is no news any more."""

    kind = models.CharField(max_length=50)
    person_id = models.BigIntegerField()
    event_id = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        """An event is told to a person once; a person's news are found together."""

        constraints = [models.UniqueConstraint(fields=["person_id", "kind", "event_id"], name="pending_news_once")]

    def __str__(self) -> str:
        """Show kind and person."""
        return f"{self.kind} for person {self.person_id}"
