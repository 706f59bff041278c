"""Take an invitation back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.event_log import record
from surveys.events import InvitationRevoked
from surveys.models import Invitation

if TYPE_CHECKING:
    from accounts.models import User


class Answered(Conflict):
    """It led to an answer, which stays."""

    title = _("This invitation has been answered.")


@transaction.atomic
def revoke_invitation(*, survey_id: int, invitation_id: int, by: User | None) -> Invitation:
    """End the link; taking it back twice changes nothing. Raises Invitation.DoesNotExist, Answered."""
    invitation = Invitation.objects.locked().get(pk=invitation_id, survey_id=survey_id)
    if invitation.answered_at:
        raise Answered
    if invitation.revoked_at is None:
        invitation.revoked_at = clock.now()
        invitation.save(update_fields=["revoked_at"])
        record(
            InvitationRevoked(survey_id=survey_id, invitation_id=invitation.pk),
            actor_id=by.pk if by else None,
            subject=f"survey:{survey_id}",
        )
    return invitation
