"""How far a reader has read."""

from __future__ import annotations

from django.db import models

from feedback_site.kit.fields import Xid8Field


class Bookmark(models.Model):
    """A reader's position; its row lock makes each reader run once at a time."""

    reader = models.CharField(max_length=100, primary_key=True)
    chapter = models.SmallIntegerField(default=0)
    xid = Xid8Field(default=0)
    event_id = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the reader."""
        return self.reader
