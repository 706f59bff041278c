"""A key for programs."""

from __future__ import annotations

from django.db import models

from accounts.models.user import User
from feedback_site.kit import clock


class ApiToken(models.Model):
    """Acts as its owner; shown once, kept as a hash."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    label = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the label."""
        return self.label
