"""One mail to one person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock


class Delivery(models.Model):
    """A mail as a row: written first, sent later, kept for staff to read."""

    class State(models.TextChoices):
        """Where the mail stands."""

        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        KEPT = "kept", _("Kept here")
        FAILED = "failed", _("Not delivered")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=50)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    try_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """States and their times agree; what is due is found by a small index."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="delivery_sent_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="sending", claimed_at__isnull=False)
                | (~models.Q(state="sending") & models.Q(claimed_at__isnull=True)),
                name="delivery_sending_is_claimed",
            ),
        ]
        indexes = [
            models.Index(fields=["try_at", "id"], name="delivery_due", condition=models.Q(state="queued")),
            models.Index(fields=["claimed_at"], name="delivery_claimed", condition=models.Q(state="sending")),
            models.Index(fields=["-created_at", "-id"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        """Show kind and receiver."""
        return f"{self.kind} to {self.to}"
