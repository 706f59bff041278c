"""Find an invitation by what its link holds."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation
from feedback_site.kit import clock
from feedback_site.kit.problems import Gone, Problem
from feedback_site.kit.tokens import hash_token

if TYPE_CHECKING:
    from django.db.models import QuerySet


class UnknownLink(Problem):
    """No such link was ever given out, or it was copied in part."""

    status = HTTPStatus.NOT_FOUND
    title = _("We do not know this link.")


def invitation_by_token(token: str, among: QuerySet[Invitation] | None = None) -> Invitation:
    """Return the open invitation; raises Gone with the reason, or UnknownLink."""
    queryset = Invitation.objects.all() if among is None else among
    invitation = queryset.filter(token_hash=hash_token(token)).first()
    if invitation is None:
        raise UnknownLink(_("Perhaps it was copied in part. Open it from the mail once more."))
    if invitation.accepted_at:
        raise Gone(_("This invitation has been accepted already. Sign in with your address and password."))
    if invitation.withdrawn_at:
        raise Gone(_("This invitation has been withdrawn or replaced. Look for a newer mail, or ask who invited you."))
    if not invitation.is_open(clock.now()):
        raise Gone(_("This invitation has expired. Ask who invited you for a new one."))
    return invitation
