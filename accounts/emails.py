"""Mails about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.actions.queue_delivery import Mail
from notifications.models import Nature

if TYPE_CHECKING:
    from accounts.models import Invitation, User


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
            nature=Nature.SECURITY,
            to=invitation.email,
            subject=_("Join %(site)s") % {"site": settings.SITE_NAME},
            text=render_to_string("accounts/email/invitation.txt", context),
            html=render_to_string("accounts/email/invitation.html", context),
            language=invitation.language,
        )


def new_password_mail(user: User, *, cause: int) -> Mail:
    """Write the link that lets somebody choose a new password, on our own address, once for its cause."""
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    context = {"password_reset_url": settings.SITE_URL + path, "site_name": settings.SITE_NAME, "user": user}
    with translation.override(user.language):
        subject, text, html = (
            render_to_string(f"account/email/password_reset_key_{part}", {**context, "language": user.language})
            for part in ("subject.txt", "message.txt", "message.html")
        )
    return Mail(
        key=f"new-password:{cause}",
        kind="password_reset_key",
        nature=Nature.SECURITY,
        to=user.email,
        subject=subject.strip(),
        text=text,
        html=html,
        language=user.language,
    )
