"""Each time that a ticket was resolved, and whether the customer opened it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from feedback.models.ticket import Ticket
from feedback_site.kit.access import permitted

if TYPE_CHECKING:
    from datetime import timedelta


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    """The vocabulary for sets of resolutions."""

    def visible_to(self, user: Any) -> Self:
        """Those of tickets that the user may read."""
        return self if permitted(user, "ticket.read") else self.none()

    def reopened_within(self, span: timedelta) -> Self:
        """Those that the customer opened again in that time."""
        return self.filter(reopened_at__lte=F("resolved_at") + span, reopened_by=None)


class Resolution(models.Model):
    """From the first customer message to here, by the calendar and in business time; void once reopened.

    One by nobody is a rule's, after silence; one reopened by nobody was by the customer.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="resolutions")
    number = models.PositiveIntegerField()
    resolved_at = models.DateTimeField()
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    elapsed = models.DurationField(null=True)
    business = models.DurationField(null=True)
    rules = models.PositiveSmallIntegerField(null=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        """One that stands a ticket."""

        constraints = [
            models.UniqueConstraint(fields=["ticket", "number"], name="resolution_numbered"),
            models.UniqueConstraint(fields=["ticket"], condition=Q(reopened_at=None), name="resolution_stands_once"),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | Q(reopened_at__gte=F("resolved_at")), name="resolution_reopened_later"
            ),
            models.CheckConstraint(
                condition=Q(reopened_by=None) | Q(reopened_at__isnull=False), name="resolution_reopened_has_time"
            ),
            models.CheckConstraint(
                condition=Q(business=None) | Q(business__lte=F("elapsed")), name="resolution_business_within"
            ),
        ]
        indexes = [models.Index(fields=["resolved_at", "id"], name="resolution_by_time")]

    def __str__(self) -> str:
        """Show the ticket and the number."""
        return f"{self.ticket_id}/{self.number}"
