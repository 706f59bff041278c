"""A stretch of the log that one database cluster numbered."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock


class Chapter(models.Model):
    """Transaction ids begin anew in another cluster, so a restored log goes on in a new chapter."""

    number = models.SmallIntegerField(primary_key=True)
    cluster = models.BigIntegerField()
    opened_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)
