"""The link that opens all cases of one person for some hours; it is signed, so none is stored."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.models import Contact
from feedback.queries.private_links import LONGEST, UnknownLink
from feedback_site.kit import clock
from feedback_site.kit.problems import Gone
from feedback_site.kit.tokens import sign, unsign

MINE = "mine"


def mine_token(contact: Contact) -> str:
    """Return the secret; it says until when it holds."""
    until = clock.now() + timedelta(hours=settings.MY_FEEDBACK_HOURS)
    return sign(MINE, f"{contact.pk}.{int(until.timestamp())}")


def mine_url(contact: Contact) -> str:
    """Return the whole link, as a mail needs it."""
    return f"{settings.SITE_URL}{reverse('feedback:mine', args=[mine_token(contact)])}"


def my_contact(token: str) -> Contact:
    """Return whom the secret names; raises UnknownLink, and Gone after its time or after an erasure."""
    advice = _("Please ask for a new link.")
    try:
        if len(token) > LONGEST:
            raise UnknownLink(advice)
        key, _dot, until = unsign(MINE, token).partition(".")
    except BadSignature as error:
        raise UnknownLink(advice) from error
    if clock.now().timestamp() >= int(until):
        raise Gone(advice)
    found = Contact.objects.select_related("merged_into").filter(pk=int(key)).first()
    found = (found.merged_into or found) if found else None
    if found is None or found.erased_at is not None:
        raise Gone(_("What we kept of you is erased."))
    return found
