"""How many complete responses a limit has room for."""

from __future__ import annotations

from django.db import models

from surveys.models.survey import Survey


class Slot(models.Model):
    """The cap of a survey (an empty name) or a quota; `taken` goes up by one statement that compares it with `cap`."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="slots")
    name = models.CharField(max_length=60, blank=True)
    cap = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        """A limit is one row."""

        constraints = [models.UniqueConstraint(fields=["survey", "name"], name="slot_once")]

    def __str__(self) -> str:
        """Show how full it is."""
        return f"{self.name or 'cap'}: {self.taken} of {self.cap}"
