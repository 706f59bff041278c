"""What a draft was: the last revisions are kept, so that edits can be undone and compared."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock
from surveys.models.survey import Survey


class DraftRevision(models.Model):
    """A draft as it stood after an edit; undoing makes another revision and never takes one away."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    verb = models.CharField(max_length=20)
    subject = models.CharField(max_length=200, blank=True)
    undo_to = models.PositiveIntegerField(null=True)
    redo_to = models.PositiveIntegerField(null=True)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Revisions of a survey are numbered."""

        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="draft_revision_number_once")]

    def __str__(self) -> str:
        """Show survey and number."""
        return f"{self.survey_id} r{self.number}"
