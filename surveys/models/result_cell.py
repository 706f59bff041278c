"""How many complete responses say the same, so that no screen counts responses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from surveys.models.survey_version import SurveyVersion


class ResultCell(models.Model):
    """A roll-up fed by a reader (of anonymous surveys by sealing): `tier` is the quality of those counted."""

    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="cells", db_index=False)
    tier = models.CharField(max_length=1, blank=True)
    kind = models.CharField(max_length=10)
    key = models.TextField(blank=True)
    value = models.TextField(blank=True)
    count = models.IntegerField(default=0)

    class Meta:
        """One row a version, tier and cell; nobody is counted less than never."""

        constraints = [
            models.UniqueConstraint(fields=["version", "tier", "kind", "key", "value"], name="result_cell_once"),
            models.CheckConstraint(condition=Q(count__gte=0), name="result_cell_not_negative"),
        ]

    def __str__(self) -> str:
        """Show what was counted how often."""
        return f"{self.kind} {self.key} {self.value}: {self.count}"
