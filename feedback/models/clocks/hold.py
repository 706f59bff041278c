"""A time in which staff wait for somebody else, and the customer with them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from feedback.models.ticket import Ticket


class Hold(models.Model):
    """Begins and ends by a click; an answer, a resolution and a closing end it too."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="holds")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """One open hold a ticket."""

        constraints = [
            models.UniqueConstraint(fields=["ticket", "number"], name="hold_numbered"),
            models.UniqueConstraint(fields=["ticket"], condition=Q(ended_at=None), name="hold_open_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="hold_ends_later"
            ),
        ]

    def __str__(self) -> str:
        """Show the ticket and the number."""
        return f"{self.ticket_id}/{self.number}"
