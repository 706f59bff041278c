"""Somebody who spoke up and said who they are."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock


class Contact(models.Model):
    """A person outside the house: known by an address, or by a name alone."""

    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(max_length=254, null=True)
    language = models.CharField(max_length=20)
    timezone = models.CharField(max_length=64, blank=True)
    notes = models.TextField(blank=True, default="", db_default="")
    consent_at = models.DateTimeField(null=True)
    do_not_contact = models.BooleanField(default=False, db_default=False)
    erased_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Of an erased person nothing is left; an address belongs to one contact and is kept in lower case."""

        constraints = [
            models.UniqueConstraint(fields=["email"], name="contact_email_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="contact_email_lower"),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(name="", email=None, timezone="", notes=""),
                name="contact_erased_is_bare",
            ),
        ]

    def __str__(self) -> str:
        """Show the name, or the address where there is none."""
        if self.erased_at:
            return str(_("Erased person"))
        return self.name or self.email or str(_("Somebody"))

    @property
    def event_subject(self) -> str:
        """The name under which its history stands in the event log."""
        return f"contact:{self.pk}"
