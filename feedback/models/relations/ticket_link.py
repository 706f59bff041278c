"""That two tickets have to do with each other."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from feedback.models.ticket import Ticket
from feedback_site.kit import clock


class TicketLinkQuerySet(models.QuerySet["TicketLink"]):
    """The vocabulary for sets of links."""

    def of(self, ticket: Ticket) -> Self:
        """Those of a ticket, on whichever side it stands."""
        return self.filter(Q(first=ticket.pk) | Q(second=ticket.pk))

    def between(self, one: Ticket, other: Ticket) -> Self:
        """The link between two."""
        return self.filter(first=min(one.pk, other.pk), second=max(one.pk, other.pk))


class TicketLink(models.Model):
    """A link has no direction: the ticket with the lower number stands first."""

    first = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = TicketLinkQuerySet.as_manager()

    class Meta:
        """Two tickets are linked once, none with itself."""

        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="ticket_link_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="ticket_link_in_order"),
        ]

    def __str__(self) -> str:
        """Show both."""
        return f"{self.first_id} and {self.second_id}"

    def far_end(self, ticket: Ticket) -> Ticket:
        """Return the other one of the two."""
        return self.second if ticket.pk == self.first_id else self.first
