"""How many began and finished on a day, so that no screen counts responses."""

from __future__ import annotations

from django.db import models

from surveys.models.survey_version import SurveyVersion


class ResponseCount(models.Model):
    """A roll-up fed by a reader; days are those of the site's time zone."""

    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="counts")
    day = models.DateField()
    started = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a version and day."""

        constraints = [models.UniqueConstraint(fields=["version", "day"], name="response_count_once")]

    def __str__(self) -> str:
        """Show version and day."""
        return f"{self.version_id} on {self.day}"
