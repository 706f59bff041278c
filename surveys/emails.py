"""Mails about surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from feedback_site.kit.texts.site_name import site_name
from notifications.emails import Facts, write_mail
from notifications.models import Topic
from notifications.queries.unsubscribing import stop_url
from surveys.queries.definitions import documents_of
from surveys.queries.invitations import link_of
from surveys.rules.definition.texts import choose

if TYPE_CHECKING:
    from notifications.actions.queue_delivery import Mail
    from notifications.queries.mail_texts import Wording
    from surveys.models import Invitation

SPOKEN = {code for code, _name in settings.LANGUAGES}


def survey_mail(invitation: Invitation, wording: Wording | None = None, *, is_reminder: bool = False) -> Mail:
    """Ask somebody to answer, in the survey's words and the invitation's language as far as we speak it."""
    documents = documents_of(invitation.survey.live_version_id or 0)
    spoken = invitation.language if invitation.language in SPOKEN else settings.LANGUAGE_CODE
    title = choose(documents.definition.title, documents.locale(invitation.language)) or site_name(spoken)
    facts = Facts(
        stop_link=stop_url(topic=Topic.SURVEY, address=invitation.email),
        is_anonymous=documents.sidecar.is_anonymous or invitation.response_id is None,
    )
    return write_mail(
        "survey_reminder" if is_reminder else "survey_invitation",
        key=f"survey-{'reminder' if is_reminder else 'invitation'}:{invitation.pk}",
        to=invitation.email,
        language=spoken,
        values={"title": title, "link": link_of(invitation)},
        facts=facts,
        wording=wording,
        topic=Topic.SURVEY,
    )
