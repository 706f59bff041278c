"""When people work, how much they take, and when they are away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact

from accounts.models.team import Team
from accounts.models.user import User
from accounts.rules.working_time import MOST_ROOM, Hours
from feedback_site.kit import clock
from feedback_site.kit.hours.days import WEEK

if TYPE_CHECKING:
    from datetime import datetime

DAYS = Func(F("week"), function="jsonb_array_length", output_field=models.IntegerField())


class WorkingTime(models.Model):
    """Hours of the week and how many open cases somebody takes in turn; no row means always, and any number.

    `week` holds seven lists of [opens, closes] in minutes, Monday first, or nothing for any time.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="working_time")
    timezone = models.CharField(max_length=64)
    week = models.JSONField(default=list)
    capacity = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """A week has seven days or none; room is bounded."""

        constraints = [
            models.CheckConstraint(condition=Q(Exact(DAYS, 0)) | Q(Exact(DAYS, WEEK)), name="working_week_whole"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__lte=MOST_ROOM), name="working_capacity_bounded"
            ),
            models.CheckConstraint(condition=~Q(timezone=""), name="working_zone_named"),
        ]

    def __str__(self) -> str:
        """Show whose."""
        return f"hours of {self.person_id}"

    @property
    def hours(self) -> Hours | None:
        """The hours as the rules know them; None for any time."""
        week = tuple(tuple((opens, closes) for opens, closes in day) for day in self.week)
        return Hours(zone=self.timezone, week=week) if week else None


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """The vocabulary for sets of absences."""

    def at(self, at: datetime) -> Self:
        """Those that a moment lies in."""
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def not_over(self, at: datetime) -> Self:
        """Those that last or are to come, the next first."""
        return self.filter(ends_at__gt=at).order_by("starts_at")


class Absence(models.Model):
    """Somebody is away, [starts_at, ends_at), and perhaps a colleague or a team takes over."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cover_person = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    cover_team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        """It ends after it starts, lies apart from the person's others, and one at most takes over, not the person."""

        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="absence_ends_after_start"),
            models.CheckConstraint(condition=Q(cover_person=None) | Q(cover_team=None), name="absence_one_cover"),
            models.CheckConstraint(
                condition=Q(cover_person=None) | ~Q(cover_person=F("person")), name="absence_not_covered_by_self"
            ),
            # A range of one number, since plain numbers would need an extension of PostgreSQL here.
            ExclusionConstraint(
                name="absence_apart",
                expressions=[
                    (Func(F("person"), F("person"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("starts_at"), F("ends_at"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["person", "ends_at"], name="absence_of")]

    def __str__(self) -> str:
        """Show whose."""
        return f"absence of {self.person_id}"

    @property
    def cover(self) -> User | Team | None:
        """Who takes over."""
        return self.cover_person or self.cover_team
