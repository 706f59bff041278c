"""Somebody's wish to get no more mails of a sort."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock


class Refusal(models.Model):
    """Kept with the hash of the address, so that it outlives an erasure and tells nobody who it was."""

    address_hash = models.CharField(max_length=64)
    topic = models.CharField(max_length=50)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Once a topic."""

        constraints = [models.UniqueConstraint(fields=["address_hash", "topic"], name="refusal_once")]

    def __str__(self) -> str:
        """Show the topic."""
        return self.topic
