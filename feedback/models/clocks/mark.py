"""That somebody was told of a target: once before it, once when it was missed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from feedback.models.ticket import Ticket
from feedback.models.words import values
from feedback.rules.clocks.marks import Level
from feedback.rules.clocks.targets import Target


class SlaMark(models.Model):
    """`number` is that of the wait, and 1 for the resolution."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="marks")
    target = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    level = models.CharField(max_length=10)
    due_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        """Once a wait, target and level."""

        constraints = [
            models.UniqueConstraint(fields=["ticket", "target", "number", "level"], name="mark_once"),
            models.CheckConstraint(condition=Q(target__in=values(Target), level__in=values(Level)), name="mark_known"),
        ]

    def __str__(self) -> str:
        """Show what it marks."""
        return f"{self.ticket_id}: {self.target} {self.number} {self.level}"
