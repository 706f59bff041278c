"""Somebody who was asked to answer."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from feedback_site.kit import clock
from surveys.models.survey import Survey


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The vocabulary for sets of invitations."""

    def good(self) -> Self:
        """Not taken back."""
        return self.filter(revoked_at=None)

    def waiting(self) -> Self:
        """Good and not answered yet."""
        return self.good().filter(answered_at=None)

    def to_remind(self) -> Self:
        """Written to once and not answered yet."""
        return self.waiting().filter(reminded_at=None).exclude(sent_at=None)

    def locked(self) -> Self:
        """Rows that nobody else changes until the transaction ends."""
        return self.select_for_update(of=("self",), no_key=True)


class Invitation(models.Model):
    """An address and a private link, signed and not stored (ADR 10).

    `response_id` is made beforehand: a response's id is its key, so an invitation has one response at most.
    That of an anonymous survey has none, and `answered_at` is then the Monday of the week.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations", db_index=False)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=20)
    response_id = models.UUIDField(null=True, unique=True)
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        """One good invitation a survey and address; what was answered is not taken back."""

        constraints = [
            models.UniqueConstraint(
                fields=["survey", "email"], condition=Q(revoked_at=None), name="survey_invitation_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(answered_at=None), name="survey_invitation_not_both"
            ),
        ]
        indexes = [models.Index(fields=["survey", "-id"], name="survey_invitation_newest")]

    def __str__(self) -> str:
        """Show the address."""
        return self.email

    @property
    def state(self) -> str:
        """Where it stands: waiting, sent, answered or revoked."""
        if self.revoked_at:
            return "revoked"
        if self.answered_at:
            return "answered"
        return "sent" if self.sent_at else "waiting"
