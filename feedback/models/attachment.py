"""A file that came with a message."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.models.message import Message
from feedback.rules.files.names import NAME_LENGTH
from feedback_site.kit import clock
from feedback_site.kit.tokens import new_token

FOLDER = "attachments"
HASH_LENGTH = 64


def random_place() -> str:
    """Return where a file is kept: nothing of its own name, so that no server takes it for a program."""
    token = new_token()
    return f"{FOLDER}/{token[:2].lower()}/{token}"


class Attachment(models.Model):
    """Its name as it was given, its kind by its content; the bytes lie in the storage under a random name."""

    class State(models.TextChoices):
        """What the virus scanner said."""

        UNSCANNED = "unscanned", _("Not checked for viruses")
        CLEAN = "clean", _("No virus found")
        INFECTED = "infected", _("Holds a virus")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    key = models.UUIDField(default=uuid4, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=HASH_LENGTH)
    file = models.FileField(max_length=100, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNSCANNED)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """States are known; what the scanner has still to see is found by a small index."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["unscanned", "clean", "infected"]), name="attachment_state_known"
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="attachment_not_empty"),
        ]
        indexes = [
            models.Index(fields=["id"], name="attachment_unscanned", condition=models.Q(state="unscanned")),
        ]

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    @property
    def is_infected(self) -> bool:
        """Whether it is never served."""
        return self.state == self.State.INFECTED

    @property
    def is_waiting(self) -> bool:
        """Whether it is served only after the scanner has seen it."""
        return bool(settings.VIRUS_SCANNER) and self.state == self.State.UNSCANNED
