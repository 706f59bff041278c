"""Ids under which anonymous responses came in, so that a replay is no second answer."""

from __future__ import annotations

from django.db import models


class SpentId(models.Model):
    """The hash of an id; it says neither when nor to which response, which has another id since it was sealed."""

    hash = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        """Show the hash."""
        return self.hash
