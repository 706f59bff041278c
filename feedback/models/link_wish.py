"""Somebody's wish for the link to all their cases."""

from __future__ import annotations

from django.db import models

from feedback_site.kit import clock


class LinkWish(models.Model):
    """An address as it was asked with, known or not, until a worker has answered it."""

    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=20)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        """Show its number: the address belongs into no log."""
        return f"wish {self.pk}"
