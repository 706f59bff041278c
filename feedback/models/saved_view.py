"""A filter that somebody keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Team
from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import User

NAME_LENGTH = 60
MOST = 100


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """The vocabulary for sets of saved views."""

    def of(self, user: User) -> Self:
        """The person's own and those of their teams."""
        return self.filter(Q(owner=user, team=None) | Q(team__members=user))


class SavedView(models.Model):
    """A name, a filter and an order: for the owner alone, or for a team."""

    name = models.CharField(max_length=NAME_LENGTH)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="saved_views")
    wanted = models.JSONField(default=dict)
    sort = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        """It has a name."""

        constraints = [models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_name")]

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    @property
    def event_subject(self) -> str:
        """The name under which its history stands in the event log."""
        return f"saved_view:{self.pk}"
