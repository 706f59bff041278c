"""Offer somebody a place on the staff."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.withdraw_invitation import withdraw
from accounts.events import PersonInvited
from accounts.models import Invitation, User
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.rules.roles import Role


@transaction.atomic
def invite_person(*, email: str, role: Role, language: str, invited_by: User) -> Invitation:
    """Open an invitation; an older open one to the same address is withdrawn.

    The link is made when its mail is written (accounts/subscribers.py), so nobody else ever sees it.
    Raises Conflict when the address has an account.
    """
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise Conflict(_("This person has an account already. Change the role on their page."))
    for older in Invitation.objects.open().select_for_update().filter(email=address):
        withdraw(older, actor_id=invited_by.pk)
    now = clock.now()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=address,
                role=role,
                language=language,
                invited_by=invited_by,
                created_at=now,
                expires_at=now + timedelta(days=settings.INVITATION_DAYS),
            )
    except IntegrityError as error:
        raise Conflict(_("Somebody else has just invited this person.")) from error
    event = PersonInvited(invitation_id=invitation.pk, role=invitation.role)
    record(event, actor_id=invited_by.pk, subject=f"invitation:{invitation.pk}")
    return invitation
