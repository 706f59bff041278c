"""Links that open one case or one question; they are signed, so none is stored (ADR 0010)."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core.signing import BadSignature
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.models import FollowUp, Ticket
from feedback_site.kit.problems import Problem
from feedback_site.kit.tokens import sign, unsign

CLAIM, RATE = "claim", "rate"
LONGEST = 100


class UnknownLink(Problem):
    """A link that this site did not make."""

    status = HTTPStatus.NOT_FOUND
    title = _("This link does not open anything.")


def claim_token(ticket: Ticket) -> str:
    """Return the secret that opens the reporter's side of a ticket."""
    return sign(CLAIM, ticket.ref)


def claim_url(ticket: Ticket) -> str:
    """Return the whole private link, as a mail needs it."""
    return _whole("feedback:case", claim_token(ticket))


def claimed_ticket(token: str) -> Ticket:
    """Return the ticket that the secret opens; raises UnknownLink."""
    found = Ticket.objects.select_related("contact").filter(ref=_opened(CLAIM, token)).first()
    if found is None:
        raise UnknownLink(_advice())
    return found


def rate_token(follow_up: FollowUp) -> str:
    """Return the secret that opens one follow-up."""
    return sign(RATE, str(follow_up.pk))


def rate_url(follow_up: FollowUp) -> str:
    """Return the whole link to the question."""
    return _whole("feedback:rate", rate_token(follow_up))


def claimed_follow_up(token: str) -> FollowUp:
    """Return the follow-up that the secret opens, expired or not; raises UnknownLink."""
    found = FollowUp.objects.select_related("ticket").filter(pk=int(_opened(RATE, token))).first()
    if found is None:
        raise UnknownLink(_advice())
    return found


def _whole(route: str, token: str) -> str:
    return f"{settings.SITE_URL}{reverse(route, args=[token])}"


def _opened(purpose: str, token: str) -> str:
    if len(token) > LONGEST:
        raise UnknownLink(_advice())
    try:
        return unsign(purpose, token)
    except BadSignature as error:
        raise UnknownLink(_advice()) from error


def _advice() -> str:
    return str(_("Please copy the whole link, or write to us anew."))
