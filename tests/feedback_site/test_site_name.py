"""The site's name in the reader's language: on pages, in mails and in the API's description."""

import pytest

from accounts.actions.ask_new_password import ask_new_password
from feedback.actions.reply import reply
from feedback_site.kit.texts.site_name import site_name
from notifications.models import Delivery
from tests.factories.feedback import make_ticket
from tests.feedback_site.test_settings import PRODUCTION, ask
from tests.support.drain import drain

NAMES = {"en": "Echo & Co", "zh-hans": "回音"}


@pytest.fixture
def names(monkeypatch, settings):
    for language, name in NAMES.items():
        monkeypatch.setitem(settings.SITE_NAMES, language, name)


def test_both_are_read_from_the_environment():
    question = "settings.SITE_NAMES, str(settings.SITE_NAME)"
    both = ask(question, **PRODUCTION, SECRET_KEY="x", SITE_NAME="Echo", SITE_NAME_ZH_HANS="回音", PYTHONUTF8="1")
    assert both == "{'en': 'Echo', 'zh-hans': '回音'} 回音"
    assert ask(question, **PRODUCTION, SECRET_KEY="x", SITE_NAME="Echo") == "{'en': 'Echo', 'zh-hans': 'Echo'} Echo"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("en", "Echo &amp; Co"), ("zh-hans", "回音"), ("fr", "Echo &amp; Co")])
def test_pages_speak_the_visitors(names, sam, language, name):
    page = sam.get("/feedback/", headers={"Accept-Language": language}).content.decode()
    assert f"· {name}</title>" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("en", "Echo & Co"), ("zh-hans", "回音")])
def test_mails_speak_the_receivers(names, amir, rosa, language, name):
    other = next(value for value in NAMES.values() if value != name)
    reply(ticket=make_ticket(email="li@example.org", language=language), author=amir, body="Sorry")
    rosa.language = language
    rosa.save()
    ask_new_password(email=rosa.email)
    drain()
    mails = list(Delivery.objects.all())
    assert {mail.kind for mail in mails} >= {"ticket_reply", "password_reset_key"}
    assert [(mail.kind, name in mail.text, other in mail.text) for mail in mails if mail.kind != "case_receipt"] == [
        (mail.kind, True, False) for mail in mails if mail.kind != "case_receipt"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("en", "Echo & Co API"), ("zh-hans", "回音 API")])
def test_the_schema_too(names, sam, language, title):
    headers = {"Accept-Language": language, "Accept": "application/vnd.oai.openapi+json"}
    assert sam.get("/api/schema/", headers=headers).json()["info"]["title"] == title


def test_a_language_that_we_do_not_speak_gets_the_english_one(names):
    assert [site_name(language) for language in ("en", "zh-hans", "ar", "")] == [
        "Echo & Co",
        "回音",
        *["Echo & Co"] * 2,
    ]
