"""Invitations: their links, how they stand, and the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature
from django.db.models import Count, Q
from django.urls import reverse

from feedback_site.kit.pagination import Page, keyset_page
from feedback_site.kit.tokens import sign, unsign
from surveys.models import Invitation
from surveys.queries.private_links import BrokenLink

if TYPE_CHECKING:
    from surveys.models import Survey

PURPOSE = "survey-invitation"
SIZE = 50


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many were asked and answered; what was taken back counts for nothing."""

    asked: int
    sent: int
    answered: int
    revoked: int
    to_remind: int

    @property
    def waiting(self) -> int:
        """How many have not answered."""
        return self.asked - self.answered

    @property
    def rate(self) -> float | None:
        """The share, in percent, of those written to who answered."""
        return 100 * self.answered / self.sent if self.sent else None


def standing_of(survey_id: int) -> Standing:
    """Count a survey's invitations with one query."""
    good = Q(revoked_at=None)
    found = Invitation.objects.filter(survey_id=survey_id).aggregate(
        asked=Count("pk", filter=good),
        sent=Count("pk", filter=good & Q(sent_at__isnull=False)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        revoked=Count("pk", filter=~good),
        to_remind=Count("pk", filter=good & Q(sent_at__isnull=False, answered_at=None, reminded_at=None)),
    )
    return Standing(**found)


def invitation_list(survey: Survey, cursor: str | None, *, size: int = SIZE) -> Page[Invitation]:
    """One page, newest first."""
    return keyset_page(Invitation.objects.filter(survey=survey), order=("-id",), cursor=cursor, size=size)


def link_of(invitation: Invitation) -> str:
    """The private link, the same in the invitation and in the reminder."""
    address = reverse("surveys:invited", args=[sign(PURPOSE, str(invitation.pk))])
    return f"{settings.SITE_URL}{address}"


def invitation_behind(key: str) -> Invitation:
    """The invitation that a link names, with its survey's shell; raises BrokenLink."""
    try:
        pk = int(unsign(PURPOSE, key))
    except (BadSignature, ValueError) as error:
        raise BrokenLink from error
    found = Invitation.objects.select_related("survey").defer("survey__draft", "survey__settings")
    invitation = found.filter(pk=pk).first()
    if invitation is None:
        raise BrokenLink
    return invitation
