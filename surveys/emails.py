"""Mails about surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from feedback_site.kit.texts.site_name import site_name
from notifications.actions.queue_delivery import Mail
from notifications.emails import Facts, Worded, reworded
from notifications.models import Topic
from notifications.queries.mail_texts import Wording
from notifications.queries.unsubscribing import stop_url
from surveys.queries.definitions import documents_of
from surveys.queries.invitations import link_of
from surveys.rules.definition.texts import choose

if TYPE_CHECKING:
    from surveys.models import Invitation

SPOKEN = {code for code, _name in settings.LANGUAGES}


def survey_mail(invitation: Invitation, wording: Wording | None = None, *, is_reminder: bool = False) -> Mail:
    """Ask somebody to answer, in the survey's words and the invitation's language as far as we speak it."""
    documents = documents_of(invitation.survey.live_version_id or 0)
    spoken = invitation.language if invitation.language in SPOKEN else settings.LANGUAGE_CODE
    title = choose(documents.definition.title, documents.locale(invitation.language)) or site_name(spoken)
    context = {
        "title": title,
        "link": link_of(invitation),
        "stop_link": stop_url(topic=Topic.SURVEY, address=invitation.email),
        "is_reminder": is_reminder,
        "is_anonymous": documents.sidecar.is_anonymous or invitation.response_id is None,
        "language": spoken,
        "site_name": settings.SITE_NAME,
    }
    kind = "survey_reminder" if is_reminder else "survey_invitation"
    facts = Facts(stop_link=str(context["stop_link"]), is_anonymous=bool(context["is_anonymous"]))
    values = {"title": title, "link": str(context["link"])}
    worded = reworded(wording or Wording(), kind, language=spoken, values=values, facts=facts)
    worded = worded or _as_ever(spoken, context)
    return Mail(
        key=f"survey-{'reminder' if is_reminder else 'invitation'}:{invitation.pk}",
        kind=kind,
        topic=Topic.SURVEY,
        to=invitation.email,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        language=spoken,
    )


def _as_ever(spoken: str, context: dict[str, Any]) -> Worded:
    """Write it in the words of the house, which stand in the templates."""
    with translation.override(spoken):
        named = _("A reminder: %(title)s") if context["is_reminder"] else _("We would like to hear from you: %(title)s")
        return Worded(
            subject=named % {"title": context["title"]},
            text=render_to_string("surveys/email/invitation.txt", context),
            html=render_to_string("surveys/email/invitation.html", context),
        )
