"""What rules did and why, what they wait for, and which events they caused."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from feedback.models.automation.automation_rule import AutomationRule, AutomationVersion
from feedback.models.ticket import Ticket
from feedback.models.words import values
from feedback.rules.automation.shape import Outcome
from feedback_site.kit import clock

REASON_LENGTH = 300


class AutomationTimer(models.Model):
    """A rule waits with a ticket since an event; the same thing happening again begins anew."""

    rule = models.ForeignKey(AutomationRule, on_delete=models.CASCADE, related_name="timers")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    cause_id = models.BigIntegerField()
    cause_at = models.DateTimeField()
    depth = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()

    class Meta:
        """One a rule and ticket; found by its time."""

        constraints = [models.UniqueConstraint(fields=["rule", "ticket"], name="automation_timer_once")]
        indexes = [models.Index(fields=["due_at", "id"], name="automation_timer_due")]

    def __str__(self) -> str:
        """Show rule and ticket."""
        return f"{self.rule_id}: {self.ticket_id}"


class AutomationRun(models.Model):
    """A rule fired on a ticket because of an event: which version, why, and what became of it."""

    rule = models.ForeignKey(AutomationRule, on_delete=models.PROTECT, related_name="runs", db_index=False)
    version = models.ForeignKey(AutomationVersion, on_delete=models.PROTECT, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="automation_runs", db_index=False)
    contact_id = models.BigIntegerField(null=True)
    cause_id = models.BigIntegerField()
    depth = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    why = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        """Once a rule, ticket and event; found by rule, by ticket and by person, newest first."""

        constraints = [
            models.UniqueConstraint(fields=["rule", "ticket", "cause_id"], name="automation_run_once"),
            models.CheckConstraint(condition=Q(outcome__in=values(Outcome)), name="automation_outcome_known"),
        ]
        indexes = [
            models.Index(fields=["rule", "-id"], name="automation_run_of_rule"),
            models.Index(fields=["-at"], name="automation_run_newest"),
            models.Index(fields=["ticket", "-at"], name="automation_run_on_ticket"),
            models.Index(
                fields=["rule", "contact_id", "-at"],
                name="automation_run_to",
                condition=Q(contact_id__isnull=False, outcome=Outcome.DONE.value),
            ),
        ]

    def __str__(self) -> str:
        """Show rule, ticket and outcome."""
        return f"{self.rule_id}: {self.ticket_id} {self.outcome}"


class AutomationEffect(models.Model):
    """An event that a rule caused, so that chains have an end and timelines name the rule."""

    run = models.ForeignKey(AutomationRun, on_delete=models.CASCADE, related_name="effects")
    event_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        """Show both."""
        return f"{self.run_id}: event {self.event_id}"
