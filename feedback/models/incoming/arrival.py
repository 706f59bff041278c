"""Where mails came in: each arrival, and how far each mailbox was read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from feedback.models.incoming.mail import WAY_WORDS, IncomingMail
from feedback.models.words import values
from feedback.rules.mail.fates import Way
from feedback_site.kit import clock
from notifications.models.failure_words import failure_word


class MailArrival(models.Model):
    """One coming of one mail; in a mailbox it has a number that is unique under the mailbox's UIDVALIDITY."""

    mail = models.ForeignKey(IncomingMail, on_delete=models.CASCADE, related_name="arrivals")
    way = models.CharField(max_length=10, choices=[(w.value, word) for w, word in WAY_WORDS.items()])
    mailbox = models.CharField(max_length=200, blank=True)
    uidvalidity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        """A mailbox's number is taken once."""

        constraints = [
            models.UniqueConstraint(fields=["mailbox", "uidvalidity", "uid"], name="mail_arrival_once"),
            models.CheckConstraint(condition=Q(way__in=values(Way)), name="mail_arrival_way_known"),
            models.CheckConstraint(
                condition=Q(uid=None, uidvalidity=None) | Q(uid__isnull=False, uidvalidity__isnull=False),
                name="mail_arrival_number_is_whole",
            ),
        ]

    def __str__(self) -> str:
        """Show the way and the place."""
        return f"{self.way} {self.mailbox}".strip()

    @property
    def way_word(self) -> Any:
        """The way in the reader's language."""
        return WAY_WORDS[Way(self.way)]


class Mailbox(models.Model):
    """How far a mailbox was read; mails up to `first_uid` lay there before the site began to read it."""

    name = models.CharField(max_length=200, unique=True)
    uidvalidity = models.BigIntegerField()
    first_uid = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    began_at = models.DateTimeField(default=clock.now)
    looked_at = models.DateTimeField(null=True)
    compared_at = models.DateTimeField(null=True)
    missing = models.JSONField(default=list)
    trouble = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    @property
    def trouble_word(self) -> Any:
        """What the trouble means, in the reader's language; "" where only the server's own words tell."""
        return failure_word(self.trouble)
