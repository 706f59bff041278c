"""An address that does not take mail."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock
from notifications.rules.status_meanings import Meaning, meaning_of

MEANING_WORDS: dict[Meaning, Any] = {
    Meaning.NO_MAILBOX: _("There is no such mailbox."),
    Meaning.NO_DOMAIN: _("The domain does not exist, or takes no mail."),
    Meaning.MOVED: _("The mailbox has moved, and nobody says where to."),
    Meaning.OFF: _("The mailbox is switched off."),
    Meaning.FULL: _("The mailbox is full."),
    Meaning.UNREACHABLE: _("The receiver’s mail server cannot be reached."),
    Meaning.REFUSED: _("The receiver’s mail server refuses our mail."),
    Meaning.UNKNOWN: _("The receiver’s mail server did not say why."),
}


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

    @property
    def status_word(self) -> Any:
        """What the status means, in the reader's language; `why` are the mail server's own words."""
        return MEANING_WORDS[meaning_of(self.status)]
