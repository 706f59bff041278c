"""What a ticket is found by."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from feedback.models.ticket import Ticket


class SearchDocument(models.Model):
    """The terms of a ticket's words, kept by a reader of events; apart, so that a change of status rewrites none.

    `created_at` repeats the ticket's, so that one index finds the newest.
    """

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="document")
    created_at = models.DateTimeField()
    terms = ArrayField(models.IntegerField())

    class Meta:
        """Found by terms, walked from the newest."""

        indexes = [
            GinIndex(fields=["terms"], name="search_terms", fastupdate=False),
            models.Index(fields=["-created_at", "-ticket"], name="search_newest"),
        ]

    def __str__(self) -> str:
        """Show the ticket's number."""
        return f"words of {self.ticket_id}"
