"""Join the staff."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.events import InvitationAccepted
from accounts.models import Invitation, User
from accounts.queries.invitations import invitation_by_token
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.event_log import record


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, language: str, timezone: str) -> User:
    """Make the account that the invitation promised; it works once.

    Raises Gone when the link is not good any more, UnknownLink when it never was.
    """
    invitation = invitation_by_token(token, Invitation.objects.select_for_update(of=("self",)))
    if User.objects.filter(email=invitation.email).exists():
        raise Conflict(_("There is an account with this address already. Sign in instead."))
    user = User.objects.create_user(
        invitation.email, password, name=name, role=invitation.role, language=language, timezone=timezone
    )
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    event = InvitationAccepted(invitation_id=invitation.pk, user_id=user.pk, role=user.role)
    record(event, actor_id=user.pk, subject=f"person:{user.pk}")
    return user
