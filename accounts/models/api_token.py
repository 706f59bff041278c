"""A key for programs."""

from __future__ import annotations

from typing import Self

from django.db import models

from accounts.models.user import User
from feedback_site.kit import clock


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """The vocabulary for sets of tokens."""

    def good(self) -> Self:
        """Not revoked."""
        return self.filter(revoked_at=None)


class ApiToken(models.Model):
    """Acts as its owner; shown once, kept as a hash."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    label = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        """Show the label."""
        return self.label
