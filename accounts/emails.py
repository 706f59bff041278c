"""Mails about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.actions.queue_delivery import Mail

if TYPE_CHECKING:
    from accounts.models import Invitation


def invitation_mail(invitation: Invitation, token: str) -> Mail:
    """Write the invitation in the language that the inviter chose."""
    context = {
        "invitation": invitation,
        "inviter": invitation.invited_by,
        "language": invitation.language,
        "link": settings.SITE_URL + reverse("accounts:invitation", args=[token]),
        "site_name": settings.SITE_NAME,
    }
    with translation.override(invitation.language):
        return Mail(
            key=f"invitation:{invitation.pk}",
            kind="invitation",
            to=invitation.email,
            subject=_("Join %(site)s") % {"site": settings.SITE_NAME},
            text=render_to_string("accounts/email/invitation.txt", context),
            html=render_to_string("accounts/email/invitation.html", context),
            language=invitation.language,
        )
