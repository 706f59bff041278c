"""Mails about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import pgettext

from notifications.emails import Facts, write_mail
from notifications.models import Nature

if TYPE_CHECKING:
    from accounts.models import Invitation, User
    from notifications.actions.queue_delivery import Mail
    from notifications.queries.mail_texts import Wording


CHANGES = {
    "password_changed",
    "password_reset",
    "password_set",
    "totp_activated",
    "totp_deactivated",
    "recovery_codes_generated",
}


def invitation_mail(invitation: Invitation, token: str, wording: Wording | None = None) -> Mail:
    """Write the invitation in the language that the inviter chose."""
    with translation.override(invitation.language), timezone.override(settings.TIME_ZONE):
        until = date_format(timezone.localtime(invitation.expires_at), pgettext("date format", "j M Y, H:i"))
        opens, closes = pgettext("punctuation", " ("), pgettext("punctuation", ")")
    link = settings.SITE_URL + reverse("accounts:invitation", args=[token])
    return write_mail(
        "invitation",
        key=f"invitation:{invitation.pk}",
        to=invitation.email,
        language=invitation.language,
        values={"link": link, "author": str(invitation.invited_by)},
        facts=Facts(until=f"{until}{opens}{settings.TIME_ZONE}{closes}"),
        wording=wording,
        nature=Nature.SECURITY,
    )


def new_password_mail(user: User, *, key: str, wording: Wording | None = None) -> Mail:
    """Write the link that lets somebody choose a new password, on our own address."""
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    return write_mail(
        "password_reset_key",
        key=key,
        to=user.email,
        language=user.language,
        values={"link": settings.SITE_URL + path},
        wording=wording,
        nature=Nature.SECURITY,
    )


def change_mail(kind: str, *, to: str, language: str, key: str) -> Mail:
    """Tell the owner of an account that its password or its second step was changed."""
    return write_mail(kind, key=key, to=to, language=language, values={}, nature=Nature.SECURITY)
