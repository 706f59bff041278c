"""The clocks of a ticket as they stood after its last change, and the rules that it has been under."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from feedback.models.clocks.calendar import BusinessCalendar
from feedback.models.clocks.policy import PolicyVersion
from feedback.models.ticket import Ticket


class TicketRegime(models.Model):
    """From a moment on: this policy and this calendar, or all time, or neither."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="regimes")
    number = models.PositiveIntegerField()
    from_at = models.DateTimeField()
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    calendar = models.ForeignKey(BusinessCalendar, on_delete=models.PROTECT, null=True, related_name="+")
    around_the_clock = models.BooleanField(default=False)

    class Meta:
        """Numbered within the ticket; all time or a calendar, not both."""

        constraints = [
            models.UniqueConstraint(fields=["ticket", "number"], name="regime_numbered"),
            models.CheckConstraint(condition=Q(calendar=None) | Q(around_the_clock=False), name="regime_counts_once"),
        ]

    def __str__(self) -> str:
        """Show the ticket and the number."""
        return f"{self.ticket_id}/{self.number}"


class TicketClock(models.Model):
    """Sums over what has ended, and the promise of a resolution; `rules` is the version that computed it."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="clock")
    requester = models.DurationField()
    requester_business = models.DurationField(null=True)
    agent = models.DurationField()
    agent_business = models.DurationField(null=True)
    target_minutes = models.PositiveIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    rules = models.PositiveSmallIntegerField()

    class Meta:
        """The customer waits at least as long as we work."""

        constraints = [
            models.CheckConstraint(condition=Q(requester__gte=F("agent")), name="clock_requester_is_all"),
        ]

    def __str__(self) -> str:
        """Show the ticket."""
        return f"clock of {self.ticket_id}"
