"""Business calendars; their hours lie in versions that nobody edits."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback_site.kit import clock

NAME_LENGTH = 60


class BusinessCalendar(models.Model):
    """When the house works; the usual one holds where no policy names another."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    is_usual = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """One usual calendar at most; each has a name."""

        constraints = [
            models.UniqueConstraint(fields=["is_usual"], condition=Q(is_usual=True), name="calendar_usual_once"),
            models.CheckConstraint(condition=~Q(name=""), name="calendar_has_name"),
        ]

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class CalendarVersion(models.Model):
    """Hours from a moment on.

    `week` holds seven lists of [opens, closes] in minutes, Monday first; `days` the dates that differ:
    {"2026-10-01": {"hours": [], "name": "National Day", "kind": "holiday"}}.
    """

    calendar = models.ForeignKey(BusinessCalendar, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    timezone = models.CharField(max_length=64)
    week = models.JSONField()
    country = models.CharField(max_length=8, blank=True)
    days = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Numbered within the calendar, each valid from a moment of its own."""

        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="calendar_version_numbered"),
            models.UniqueConstraint(fields=["calendar", "valid_from"], name="calendar_version_from_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="calendar_version_from_one"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"{self.calendar_id}/{self.number}"
