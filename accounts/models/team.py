"""Some people who answer together."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from accounts.models.user import User
from feedback_site.kit import clock

NAME_LENGTH = 60


class Team(models.Model):
    """A group with a name; somebody may be in several."""

    name = models.CharField(max_length=NAME_LENGTH)
    members = models.ManyToManyField(User, related_name="teams")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """A name is borne once, whatever its case, and is not empty."""

        constraints = [
            models.UniqueConstraint(Lower("name"), name="team_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="team_has_name"),
        ]

    def __str__(self) -> str:
        """Show the name."""
        return self.name
