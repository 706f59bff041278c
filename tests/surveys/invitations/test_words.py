"""Invitations in words of an administrator."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from notifications.actions.save_mail_text import save_mail_text
from notifications.models import Delivery
from surveys.emails import survey_mail
from surveys.models import Invitation
from tests.factories.surveys import make_survey
from tests.support.drain import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(manager):
    make_survey()

    def invite(address):
        manager.post("survey/invitations/", {"addresses": [address], "language": "en"})
        return Invitation.objects.get(email=address)

    return invite


def test_the_words_are_sent_and_what_becomes_of_answers_stays(invite, ada, link_to):
    words = {"subject": "{title}?", "body": "{site} asks.\n{link}"}
    save_mail_text(kind="survey_invitation", language="en", **words, seen="", actor_id=ada.pk)
    invite("kim@example.org")
    link = link_to("kim@example.org")
    mail = Delivery.objects.get()
    assert mail.subject.endswith("?")
    assert mail.text.split("\n\n")[1].startswith(("Your answers are stored with this", "Your answers are anonymous:"))
    assert link in mail.html
    assert ("/mail/stop/" in mail.text, "/mail/stop/" in mail.html) == (True, True)


@pytest.mark.parametrize("is_reminder", [False, True])
def test_what_nobody_changed_is_as_it_was_to_the_byte(invite, settings, is_reminder):
    invitation = invite("kim@example.org")
    drain()
    mail = survey_mail(invitation, is_reminder=is_reminder)
    link = next(line for line in mail.text.split("\n") if "/i/" in line)
    stop = next(line for line in mail.text.split("\n") if "/mail/stop/" in line)
    context = {
        "title": mail.subject.split(": ", 1)[1],
        "link": link,
        "stop_link": stop,
        "is_reminder": is_reminder,
        "is_anonymous": "anonymous" in mail.text,
        "language": "en",
        "site_name": settings.SITE_NAME,
    }
    with translation.override("en"):
        text, html = (render_to_string(f"surveys/email/invitation.{part}", context) for part in ("txt", "html"))
    assert (mail.text, mail.html) == (text, html)
