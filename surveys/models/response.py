"""One person's answers to one version."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock
from surveys.models.survey import Survey
from surveys.models.survey_version import SurveyVersion

SEED_BYTES = 4


class ResponseQuerySet(models.QuerySet["Response"]):
    """The vocabulary for sets of responses."""

    def readable(self) -> Self:
        """What staff may read: of an anonymous survey only what is sealed."""
        return self.filter(Q(week__isnull=False) | ~Q(version__settings__has_key="anonymous"))

    def locked(self) -> Self:
        """Rows that nobody else changes until the transaction ends."""
        return self.select_for_update(of=("self",), no_key=True)


class Response(models.Model):
    """Answers by stable question name; the id is made by the client, so that a replay is the same row."""

    class Status(models.TextChoices):
        """Whether the respondent came to the end."""

        IN_PROGRESS = "in_progress", _("In progress")
        COMPLETE = "complete", _("Complete")

    id = models.UUIDField(primary_key=True)
    # One composite key in the database checks both (migration), at the price of one.
    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="responses"
    )
    version = models.ForeignKey(
        SurveyVersion, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="responses"
    )
    language = models.CharField(max_length=20)
    status = models.CharField(max_length=12, choices=Status, default=Status.IN_PROGRESS)
    page = models.CharField(max_length=200, blank=True)
    visited = ArrayField(models.CharField(max_length=200), default=list)
    answers = models.JSONField(default=dict)
    pending = models.JSONField(default=dict)
    absent = models.JSONField(default=dict)
    quality = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=16, null=True)
    # Set when a response of an anonymous survey was sealed: all that is left of its times.
    week = models.DateField(null=True)
    started_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    completed_at = models.DateTimeField(null=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        """Complete responses say when; one index to list a survey's responses, newest first."""

        constraints = [
            models.CheckConstraint(
                condition=Q(status="complete", completed_at__isnull=False)
                | Q(status="in_progress", completed_at__isnull=True),
                name="response_complete_has_time",
            ),
            models.CheckConstraint(
                condition=Q(week=None)
                | Q(status="complete", started_at=F("completed_at"), updated_at=F("completed_at"), pending={}),
                name="response_sealed_has_no_times",
            ),
        ]
        indexes = [
            models.Index(fields=["survey", "-started_at", "-id"], name="response_newest"),
            models.Index(
                fields=["survey", "fingerprint"], name="response_fingerprint", condition=Q(fingerprint__isnull=False)
            ),
            models.Index(fields=["survey"], name="response_unfinished", condition=Q(status="in_progress")),
        ]

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)

    @property
    def is_complete(self) -> bool:
        """Whether nothing can be changed any more."""
        return self.status == self.Status.COMPLETE

    @property
    def seed(self) -> int:
        """The number that puts random choices in the same order on each visit."""
        return int.from_bytes(self.id.bytes[-SEED_BYTES:], "big")
