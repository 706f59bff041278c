"""An offer to join the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from accounts.models.user import User, role_choices
from accounts.rules.roles import Role
from feedback_site.kit import clock

if TYPE_CHECKING:
    from datetime import datetime


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The vocabulary for sets of invitations."""

    def open(self) -> Self:
        """Neither accepted nor withdrawn; whether expired is for the clock to say."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """Sent to an address, good for some days and for one use; only the token's hash is kept.

    The hash is null until the mail with the link has been written.
    """

    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20, choices=role_choices())
    language = models.CharField(max_length=20, default="zh-hans")
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        """One open invitation an address; the role exists."""

        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="invitation_role_known"),
        ]

    def __str__(self) -> str:
        """Show the address."""
        return self.email

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
