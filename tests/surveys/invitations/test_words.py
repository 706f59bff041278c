"""Invitations in words of an administrator."""

import pytest

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
def test_what_nobody_changed_is_in_the_words_of_the_house(invite, settings, is_reminder):
    settings.SITE_NAME = "Huiyin"
    invitation = invite("kim@example.org")
    drain()
    mail = survey_mail(invitation, is_reminder=is_reminder)
    link = next(line for line in mail.text.split("\n") if "/i/" in line)
    stop = next(line for line in mail.text.split("\n") if "/mail/stop/" in line)
    title = mail.subject.split(": ", 1)[1]
    asks = f"A while ago we asked you to answer “{title}”. This is our only reminder."
    assert mail.text == (
        (asks if is_reminder else f"Huiyin asks you to answer “{title}”.")
        + f"\n\nThis link is yours alone; please do not pass it on:\n{link}\n\nHuiyin\n\n"
        "Your answers are stored with this invitation, so those who read them can know that they are yours.\n\n"
        f"You need not answer. If you do not, nothing happens.\n\nStop these mails:\n{stop}\n"
    )
