"""Take an offer back."""

from __future__ import annotations

from django.db import transaction

from accounts.events import InvitationWithdrawn
from accounts.models import Invitation
from feedback_site.kit import clock
from notifications.event_log import record


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, actor_id: int) -> bool:
    """Withdraw it unless it was accepted or withdrawn before; return whether it was open."""
    invitation = Invitation.objects.open().select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        return False
    withdraw(invitation, actor_id=actor_id)
    return True


def withdraw(invitation: Invitation, *, actor_id: int) -> None:
    """Withdraw a locked invitation; its link is dead from now on."""
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    event = InvitationWithdrawn(invitation_id=invitation.pk)
    record(event, actor_id=actor_id, subject=f"invitation:{invitation.pk}")
