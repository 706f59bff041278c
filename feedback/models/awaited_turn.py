"""Tickets that wait in a team until somebody can take them."""

from __future__ import annotations

from django.db import models

from accounts.models import Team
from feedback.models.ticket import Ticket
from feedback_site.kit import clock


class AwaitedTurn(models.Model):
    """A ticket in line: nobody in the team had room or was in; the first who can gets it.

    `capacity` is what the rule allows each, null for any number.
    """

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="awaited_turn")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    capacity = models.PositiveIntegerField(null=True)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        """Found by team, the longest wait first."""

        indexes = [models.Index(fields=["team", "since", "id"], name="turn_awaited_in")]

    def __str__(self) -> str:
        """Show both."""
        return f"{self.ticket_id} in {self.team_id}"
