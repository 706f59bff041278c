"""What somebody has begun to write on a case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from feedback.models.message import BY_STAFF
from feedback.models.ticket import Ticket
from feedback.models.words import choices, values
from feedback.rules.names import MAX_BODY
from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import User

MOST = 300  # of one person; the oldest goes
TYPING = timedelta(seconds=20)


class DraftQuerySet(models.QuerySet["Draft"]):
    """The vocabulary for sets of drafts."""

    def of(self, user: User) -> Self:
        """The person's own."""
        return self.filter(user=user)


class Draft(models.Model):
    """A reply or a note that is not sent; colleagues see it, the reporter never."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=choices(BY_STAFF))
    body = models.TextField()
    changed_at = models.DateTimeField(default=clock.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        """One of a kind for a person and a ticket; nothing is empty or endless."""

        constraints = [
            models.UniqueConstraint(fields=["user", "ticket", "kind"], name="draft_once"),
            models.CheckConstraint(condition=Q(kind__in=values(BY_STAFF)), name="draft_by_staff"),
            models.CheckConstraint(
                condition=~Q(body="") & Q(LessThanOrEqual(Length("body"), MAX_BODY)), name="draft_body_bounded"
            ),
        ]

    def __str__(self) -> str:
        """Show whose and where."""
        return f"{self.kind} of {self.user_id} on {self.ticket_id}"

    @property
    def is_being_typed(self) -> bool:
        """Whether its author was typing a moment ago."""
        return clock.now() - self.changed_at < TYPING
