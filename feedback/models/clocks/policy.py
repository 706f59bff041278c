"""Service policies: what is promised to which tickets; an edit makes a new version."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.models.clocks.calendar import BusinessCalendar
from feedback.models.words import values
from feedback.rules.clocks.targets import Counts, Targets
from feedback_site.kit import clock

NAME_LENGTH = 60
MOST_MINUTES = 60 * 24 * 366


def _bounded(name: str) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__gte": 1, f"{name}__lte": MOST_MINUTES})


class SlaPolicyQuerySet(models.QuerySet["SlaPolicy"]):
    """The vocabulary for sets of policies."""

    def in_order(self) -> Self:
        """The first that fits a ticket is the one that holds."""
        return self.order_by("position", "id")

    def active(self) -> Self:
        """Not switched off."""
        return self.filter(is_active=True)


class SlaPolicy(models.Model):
    """A policy in its place in the list."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = SlaPolicyQuerySet.as_manager()

    class Meta:
        """Each has a name."""

        constraints = [models.CheckConstraint(condition=~Q(name=""), name="policy_has_name")]

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class PolicyVersion(models.Model):
    """What a policy says: for whom (`condition`), by which calendar, how many minutes; no calendar is 24×7."""

    policy = models.ForeignKey(SlaPolicy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    condition = models.JSONField(default=dict)
    calendar = models.ForeignKey(BusinessCalendar, on_delete=models.PROTECT, null=True, related_name="+")
    first_minutes = models.PositiveIntegerField(null=True)
    next_minutes = models.PositiveIntegerField(null=True)
    resolution_minutes = models.PositiveIntegerField(null=True)
    counts = models.CharField(max_length=10, default=Counts.REQUESTER.value)
    warn_percent = models.PositiveSmallIntegerField(default=80)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Numbered within the policy; a target is a minute to a year."""

        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_numbered"),
            models.CheckConstraint(
                condition=_bounded("first_minutes") & _bounded("next_minutes") & _bounded("resolution_minutes"),
                name="policy_targets_bounded",
            ),
            models.CheckConstraint(condition=Q(counts__in=values(Counts)), name="policy_counts_known"),
            models.CheckConstraint(condition=Q(warn_percent__gte=1, warn_percent__lte=99), name="policy_warns_before"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"{self.policy_id}/{self.number}"

    @property
    def targets(self) -> Targets:
        """The promise as the rules know it."""
        return Targets(
            first=self.first_minutes,
            next=self.next_minutes,
            resolution=self.resolution_minutes,
            counts=Counts(self.counts),
            warn=self.warn_percent,
        )


class RulesChange(models.Model):
    """A change of calendars or policies; tickets that have not seen the last one are looked at again."""

    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.pk)
