"""One thing said about a case."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from feedback.models.ticket import Ticket
from feedback.models.words import choices, values
from feedback.rules.names import MAX_BODY, Kind
from feedback_site.kit import clock

BY_STAFF = (Kind.REPLY, Kind.NOTE)
SPOKEN = (Kind.CUSTOMER, Kind.REPLY)


class MessageQuerySet(models.QuerySet["Message"]):
    """The vocabulary for sets of messages."""

    def spoken_after(self, seen_id: int) -> Self:
        """What customer and staff said to each other since the message that somebody saw last."""
        return self.filter(kind__in=values(SPOKEN), pk__gt=seen_id)

    def of_case(self, ticket: Ticket) -> Self:
        """What was said on the ticket and on those that go on in it: for staff, never for a reporter."""
        return self.filter(ticket__in=Ticket.objects.filter(Q(pk=ticket.pk) | Q(merged_into=ticket.pk)))


class Message(models.Model):
    """Plain text by the customer, by staff to the customer, or by staff among themselves.

    `author_name` is who wrote it elsewhere, where no account here is theirs.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=choices(Kind))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    body = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    submission_id = models.UUIDField(null=True, unique=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        """Staff's words have an author, or the name of one; nothing is empty or endless."""

        constraints = [
            models.CheckConstraint(
                condition=(Q(kind__in=values(BY_STAFF)) & (Q(author__isnull=False) | ~Q(author_name="")))
                | Q(kind__in=values([Kind.CUSTOMER, Kind.AUTOMATIC]), author=None),
                name="message_author_fits_kind",
            ),
            models.CheckConstraint(
                condition=~Q(body="") & Q(LessThanOrEqual(Length("body"), MAX_BODY)),
                name="message_body_bounded",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "id"], name="message_thread")]

    def __str__(self) -> str:
        """Show kind and number."""
        return f"{self.kind} #{self.pk}"

    @property
    def writer(self) -> str:
        """The name of whoever wrote it, as far as it is known here or was written elsewhere."""
        return str(self.author) if self.author else self.author_name
