"""Mails about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from notifications.actions.queue_delivery import Mail
from notifications.emails import Facts, Worded, in_words, reworded
from notifications.models import Nature
from notifications.queries.mail_texts import Wording, words_of

if TYPE_CHECKING:
    from accounts.models import Invitation, User


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
    language = invitation.language
    link = settings.SITE_URL + reverse("accounts:invitation", args=[token])
    author = str(invitation.invited_by)
    with translation.override(language), timezone.override(settings.TIME_ZONE):
        until = date_format(timezone.localtime(invitation.expires_at), pgettext("date format", "j M Y, H:i"))
        opens, closes = pgettext("punctuation", " ("), pgettext("punctuation", ")")
        facts = Facts(until=f"{until}{opens}{settings.TIME_ZONE}{closes}")
        values = {"link": link, "author": author}
        worded = reworded(wording or Wording(), "invitation", language=language, values=values, facts=facts)
        worded = worded or _invitation_as_ever(language, {**values, "inviter": author, "until": facts.until})
    return _mail(worded, key=f"invitation:{invitation.pk}", kind="invitation", to=invitation.email, language=language)


def new_password_mail(user: User, *, cause: int, wording: Wording | None = None) -> Mail:
    """Write the link that lets somebody choose a new password, on our own address, once for its cause."""
    language = user.language
    token = default_token_generator.make_token(user)
    link = settings.SITE_URL + reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    worded = reworded(
        wording or Wording(), "password_reset_key", language=language, values={"link": link}, facts=Facts()
    )
    if worded is None:
        context = {"password_reset_url": link, "site_name": settings.SITE_NAME, "user": user, "language": language}
        with translation.override(language):
            subject, text, html = (
                render_to_string(f"account/email/password_reset_key_{part}", context)
                for part in ("subject.txt", "message.txt", "message.html")
            )
        worded = Worded(subject.strip(), text, html)
    return _mail(worded, key=f"new-password:{cause}", kind="password_reset_key", to=user.email, language=language)


def change_mail(kind: str, *, to: str, language: str, key: str) -> Mail:
    """Tell the owner of an account that its password or its second step was changed."""
    worded = in_words(words_of(Wording(), kind, language), values={}, facts=Facts())
    return _mail(worded, key=key, kind=kind, to=to, language=language)


def _invitation_as_ever(language: str, context: dict[str, Any]) -> Worded:
    """Write it in the words of the house, which stand in the templates."""
    context = {**context, "language": language, "site_name": settings.SITE_NAME}
    text, html = (render_to_string(f"accounts/email/invitation.{part}", context) for part in ("txt", "html"))
    return Worded(_("Join %(site)s") % {"site": settings.SITE_NAME}, text, html)


def _mail(worded: Worded, *, key: str, kind: str, to: str, language: str) -> Mail:
    return Mail(
        key=key,
        kind=kind,
        nature=Nature.SECURITY,
        to=to,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        language=language,
    )
