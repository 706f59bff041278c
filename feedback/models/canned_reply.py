"""Answers written beforehand, in languages, with what is done as they are sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual

from feedback_site.kit import clock

NAME_LENGTH = 60
MAX_TEXT = 5_000
MOST = 500
MOST_DEEDS = 10


class CannedReply(models.Model):
    """A name and the wishes "verb:value" that go with it; with wishes it is a macro."""

    name = models.CharField(max_length=NAME_LENGTH)
    wishes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        """A name is given once, whatever its case."""

        constraints = [
            models.UniqueConstraint(Lower("name"), name="canned_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="canned_has_name"),
        ]

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    @property
    def event_subject(self) -> str:
        """The name under which its history stands in the event log."""
        return f"canned_reply:{self.pk}"


class CannedText(models.Model):
    """The answer in one language."""

    canned = models.ForeignKey(CannedReply, on_delete=models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(max_length=20)
    body = models.TextField()

    class Meta:
        """One a language, neither empty nor endless."""

        constraints = [
            models.UniqueConstraint(fields=["canned", "language"], name="canned_language_once"),
            models.CheckConstraint(
                condition=~Q(body="") & Q(LessThanOrEqual(Length("body"), MAX_TEXT)), name="canned_text_bounded"
            ),
        ]

    def __str__(self) -> str:
        """Show which."""
        return f"{self.canned_id} {self.language}"
