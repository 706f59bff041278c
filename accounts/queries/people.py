"""The lists of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.models import Invitation, User

if TYPE_CHECKING:
    from django.db.models import QuerySet


def people(*, words: str = "", role: str = "", active: bool | None = None) -> QuerySet[User]:
    """Everybody with an account, narrowed by name or address, role, and whether they may sign in."""
    found: QuerySet[User] = User.objects.all()
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    if role:
        found = found.filter(role=role)
    if active is not None:
        found = found.filter(is_active=active)
    return found


def waiting_invitations() -> QuerySet[Invitation]:
    """The invitations that were neither accepted nor withdrawn, newest first; expired ones too."""
    return Invitation.objects.open().select_related("invited_by").order_by("-created_at", "-pk")
