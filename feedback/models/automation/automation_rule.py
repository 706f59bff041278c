"""Automatic rules: when something happens to tickets of a kind, something is done; an edit makes a new version."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from feedback.models.words import values
from feedback.rules.automation.shape import MOST_HOURS, NAME_LENGTH, Limit, Terms, Trigger
from feedback_site.kit import clock


class AutomationRuleQuerySet(models.QuerySet["AutomationRule"]):
    """The vocabulary for sets of rules."""

    def in_order(self) -> Self:
        """As they are tried; all that fit fire."""
        return self.order_by("position", "id")


class AutomationRule(models.Model):
    """A rule in its place; `key` names one that the house came with, which can be changed but not dropped."""

    key = models.CharField(max_length=30, null=True, unique=True)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    position = models.PositiveIntegerField(default=0)
    is_on = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = AutomationRuleQuerySet.as_manager()

    class Meta:
        """Each has a name."""

        constraints = [models.CheckConstraint(condition=~Q(name=""), name="automation_rule_has_name")]

    def __str__(self) -> str:
        """Show the name."""
        return self.label

    @property
    def label(self) -> str:
        """The name; those that the house came with speak the reader's language until they are renamed."""
        return gettext(self.name) if self.key else self.name


class AutomationVersion(models.Model):
    """What a rule says since then."""

    rule = models.ForeignKey(AutomationRule, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    trigger = models.CharField(max_length=30)
    after_hours = models.PositiveIntegerField(default=0)
    unless = ArrayField(models.CharField(max_length=30), default=list)
    condition = models.JSONField(default=dict)
    actions = ArrayField(models.CharField(max_length=60))
    texts = models.JSONField(default=dict)
    limit_times = models.PositiveIntegerField(null=True)
    limit_hours = models.PositiveIntegerField(null=True)
    is_last = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Numbered within the rule, one of them the last; bounded."""

        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="automation_version_numbered"),
            models.UniqueConstraint(fields=["rule"], condition=Q(is_last=True), name="automation_version_last_once"),
            models.CheckConstraint(condition=Q(trigger__in=values(Trigger)), name="automation_trigger_known"),
            models.CheckConstraint(condition=Q(after_hours__lte=MOST_HOURS), name="automation_hours_bounded"),
            models.CheckConstraint(
                condition=Q(limit_times=None, limit_hours=None) | Q(limit_times__gte=1, limit_hours__gte=1),
                name="automation_limit_is_whole",
            ),
        ]

    def __str__(self) -> str:
        """Show rule and number."""
        return f"{self.rule_id}/{self.number}"

    @property
    def limit(self) -> Limit | None:
        """How often it may turn to one person."""
        if self.limit_times is None or self.limit_hours is None:
            return None
        return Limit(times=self.limit_times, hours=self.limit_hours)

    def terms(self, rule: AutomationRule) -> Terms:
        """Return the version as the rules know it."""
        return Terms(
            name=rule.name,
            is_on=rule.is_on,
            trigger=Trigger(self.trigger),
            after_hours=self.after_hours,
            unless=tuple(map(Trigger, self.unless)),
            condition=self.condition,
            actions=tuple(self.actions),
            texts=self.texts,
            limit=self.limit,
        )

    def same_as(self, content: dict[str, Any]) -> bool:
        """Whether it says just this."""
        return content == {name: getattr(self, name) for name in content}
