"""What was published: a definition that never changes again."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from feedback_site.kit import clock
from surveys.models.survey import Survey


class SurveyVersion(models.Model):
    """Definition and settings, verbatim; a trigger refuses every change of the row."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    settings = models.JSONField(default=dict)
    languages = ArrayField(models.CharField(max_length=20))
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Versions of a survey are numbered; the pair (id, survey) is what responses refer to."""

        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["id", "survey"], name="version_of_survey"),
        ]

    def __str__(self) -> str:
        """Show survey and number."""
        return f"{self.survey_id} v{self.number}"
