"""One digest that was made."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from feedback_site.kit import clock
from insights.rules.periods import Period


class Digest(models.Model):
    """Says that a person was told of a stretch of time; each stretch is told once."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    period_start = models.DateTimeField()
    period_end = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Unique by recipient and window, which is what makes a digest go out exactly once."""

        constraints = [
            models.UniqueConstraint(fields=["recipient", "period_start", "period_end"], name="digest_once"),
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="digest_period_forward"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="digest_newest"),
        ]

    def __str__(self) -> str:
        """Show the recipient and the last moment."""
        return f"{self.recipient_id} up to {self.period_end}"

    @property
    def period(self) -> Period:
        """The window that it tells of."""
        return Period(self.period_start, self.period_end)

    @property
    def delivery_key(self) -> str:
        """The name under which its mail stands among the deliveries."""
        return f"digest:{self.pk}"
