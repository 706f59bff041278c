"""Words of a mail as an administrator wrote them."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock
from notifications.rules.mail_texts import MAX_BODY, MAX_SUBJECT, mark


class MailText(models.Model):
    """One kind in one language; where there is none, the mail is as it always was."""

    kind = models.CharField(max_length=50)
    language = models.CharField(max_length=20)
    subject = models.CharField(max_length=MAX_SUBJECT)
    body = models.TextField(max_length=MAX_BODY)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Once a kind and language."""

        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="mail_text_once")]

    def __str__(self) -> str:
        """Show the kind and language."""
        return f"{self.kind} {self.language}"

    @property
    def mark(self) -> str:
        """A short name of these very words."""
        return mark(self.subject, self.body)
