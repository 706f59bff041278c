"""The atom of response time: from a customer's words to a human's answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from feedback.models.clocks.policy import PolicyVersion
from feedback.models.message import Message
from feedback.models.ticket import Ticket
from feedback.models.words import choices, values
from feedback.rules.clocks.targets import State, state_of
from feedback.rules.names import Outcome, Reason
from feedback_site.kit import clock
from feedback_site.kit.access import permitted

if TYPE_CHECKING:
    from datetime import datetime


class WaitQuerySet(models.QuerySet["Wait"]):
    """The vocabulary for sets of waits."""

    def visible_to(self, user: Any) -> Self:
        """Those of tickets that the user may read."""
        return self if permitted(user, "ticket.read") else self.none()

    def first_responses(self) -> Self:
        """Each ticket's first wait."""
        return self.filter(number=1)

    def still_open(self) -> Self:
        """Somebody waits now."""
        return self.filter(ended_at=None)

    def promised(self, state: State, at: datetime) -> Self:
        """Those whose promise of an answer stands like this."""
        return self.filter(promise_is(state, at))


def promise_is(state: State, at: datetime) -> Q:
    """Say to the database what the state of a promise means."""
    return {
        State.MET: Q(outcome=Outcome.ANSWERED.value, due_at__isnull=False, late_at=None),
        State.BREACHED: Q(ended_at__isnull=False, late_at__isnull=False),
        State.LATE: Q(ended_at=None) & (Q(due_at__lt=at) | Q(late_at__lte=at)),
        State.RUNNING: Q(ended_at=None, due_at__gte=at) & (Q(late_at=None) | Q(late_at__gt=at)),
        State.DROPPED: Q(outcome=Outcome.CLOSED.value, due_at__isnull=False, late_at=None),
    }[state]


class Wait(models.Model):
    """Starts when the customer writes and none is open; ends by an answer or by a closing."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="waits")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=clock.now)
    started_by_message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="started_waits")
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=choices(Outcome), null=True)
    reason = models.CharField(max_length=20, choices=choices(Reason), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by_message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="ended_waits")
    business = models.DurationField(null=True)
    target_minutes = models.PositiveIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    rules = models.PositiveSmallIntegerField(null=True)

    objects = WaitQuerySet.as_manager()

    class Meta:
        """One open wait a ticket; an end has a time, an outcome and what belongs to it."""

        constraints = [
            models.UniqueConstraint(fields=["ticket", "number"], name="wait_numbered"),
            models.UniqueConstraint(fields=["ticket"], condition=Q(ended_at=None), name="wait_open_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="wait_number_from_one"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="wait_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome=None, reason=None, ended_by=None, ended_by_message=None)
                | Q(
                    ended_at__isnull=False,
                    outcome=Outcome.ANSWERED.value,
                    outcome__isnull=False,
                    reason=None,
                    ended_by__isnull=False,
                    ended_by_message__isnull=False,
                )
                | Q(
                    ended_at__isnull=False,
                    outcome=Outcome.CLOSED.value,
                    outcome__isnull=False,
                    reason__in=values(Reason),
                    reason__isnull=False,
                    ended_by_message=None,
                ),
                name="wait_end_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(business=None)
                | Q(business__gte=timedelta(0), business__lte=F("ended_at") - F("started_at"), ended_at__isnull=False),
                name="wait_business_within",
            ),
            models.CheckConstraint(
                condition=Q(target_minutes=None, due_at=None, warn_at=None)
                | Q(target_minutes__isnull=False, policy_version__isnull=False),
                name="wait_target_is_a_policys",
            ),
        ]
        indexes = [
            models.Index(
                fields=["policy_version", "ended_at"], name="wait_promised", condition=~Q(policy_version=None)
            ),
            models.Index(fields=["started_at", "id"], name="wait_open", condition=Q(ended_at=None)),
            models.Index(fields=["ended_at", "id"], name="wait_ended", condition=Q(ended_at__isnull=False)),
            models.Index(fields=["started_at", "id"], name="wait_started"),
        ]

    def __str__(self) -> str:
        """Show the ticket and the number."""
        return f"{self.ticket_id}/{self.number}"

    def length(self, at: datetime) -> timedelta:
        """How long it took, or has taken until `at`."""
        return (self.ended_at or at) - self.started_at

    def promise(self, at: datetime) -> State | None:
        """How what was promised stands at a moment; None where nothing was."""
        kept = self.outcome == Outcome.ANSWERED
        return state_of(due_at=self.due_at, late_at=self.late_at, ended_at=self.ended_at, kept=kept, at=at)
