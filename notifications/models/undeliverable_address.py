"""An address that does not take mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from feedback_site.kit import clock


class UndeliverableAddress(models.Model):
    """Marked when a mail came back for good; nothing more is sent there until somebody lifts it."""

    address = models.CharField(max_length=254, unique=True)
    status = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=500, blank=True)
    marked_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """In lower case; the list shows those that hold, the newest first."""

        constraints = [
            models.CheckConstraint(condition=Q(address=Lower("address")), name="undeliverable_address_lower"),
        ]
        indexes = [
            models.Index(fields=["-marked_at", "-id"], name="undeliverable_newest", condition=Q(lifted_at=None)),
        ]

    def __str__(self) -> str:
        """Show its number: the address belongs into no log."""
        return f"address {self.pk}"

    @property
    def event_subject(self) -> str:
        """The name under which its history stands in the event log."""
        return f"address:{self.pk}"
