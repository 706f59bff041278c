"""A colleague who is called to a ticket."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from feedback.models.message import Message
from feedback.models.ticket import Ticket
from feedback_site.kit import clock


class Mention(models.Model):
    """Somebody named with @ in a note."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="mentions")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Once a note; found by the person."""

        constraints = [models.UniqueConstraint(fields=["message", "user"], name="mention_once")]
        indexes = [models.Index(fields=["user", "-ticket"], name="mention_of")]

    def __str__(self) -> str:
        """Show who is called where."""
        return f"{self.user_id} on {self.ticket_id}"
