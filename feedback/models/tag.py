"""Words that staff put on tickets to find them together."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from feedback.models.ticket import Ticket
from feedback.rules.tags import NAME_LENGTH
from feedback_site.kit import clock


class Tag(models.Model):
    """A word of the house, made when it is first used."""

    name = models.CharField(max_length=NAME_LENGTH)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """A word is kept once, whatever its case, and is not empty."""

        constraints = [
            models.UniqueConstraint(Lower("name"), name="tag_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="tag_has_name"),
        ]

    def __str__(self) -> str:
        """Show the word."""
        return self.name


class Tagging(models.Model):
    """A tag on a ticket."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings", db_index=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Once a ticket; found by the tag, newest first."""

        constraints = [models.UniqueConstraint(fields=["ticket", "tag"], name="tagging_once")]
        indexes = [models.Index(fields=["tag", "-ticket"], name="tagging_of")]

    def __str__(self) -> str:
        """Show both."""
        return f"{self.tag_id} on {self.ticket_id}"
