"""Why a mail lies where it lies, told in the reader's language; what a person wrote stays as they wrote it."""

import pytest
from django.utils import translation

from feedback.actions.incoming import take_mail as taking
from feedback.actions.incoming.decide import Decision, decide
from feedback.actions.incoming.erase_mails import erase_mails
from feedback.models import IncomingMail, Mailbox
from feedback.models.incoming.reasons import MACHINE_WORDS, PROVIDERS_REPORT, REASON_WORDS, TOO_MUCH_WORDS, reason_word
from feedback.queries.mail.signed_names import reporter_address, staff_address
from feedback.rules.mail.intake.reasons import Code, Reason
from feedback.rules.mail.machine import Machine
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter, receive
from tests.support.reading import CHINESE, Page, foreign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]
STRANGER = "Its sender is not the one whose case it is."


@pytest.fixture
def ticket():
    return make_ticket(email="rosa@example.org", body="快递迟了。", language="zh-hans")


@pytest.fixture
def held(ticket):
    return receive(letter("你好", sender="kim@example.net", subject="你好", to=reporter_address(ticket.ref)))


@pytest.fixture
def all_kinds(held, ticket, amir, monkeypatch):
    """One mail in each tray, for each of the sorts of reasons."""
    receive(b"Received: by mx\r\n" + bytes(held.raw.content))
    receive(letter("你好", subject="你好", precedence="bulk"))
    receive(letter("你好", subject="自动回复：你好", sender="a@example.net"))
    receive(letter("你好", subject="你好", sender="b@example.net", to=staff_address(ticket.ref, amir.pk)))
    receive(b"".join(b"X-%d: 1\r\n" % number for number in range(201)) + letter("x"))
    with monkeypatch.context() as patched:
        patched.setattr(taking, "judge", lambda *_: 1 / 0)
        receive(letter("你好吗", subject="你好"))
    return IncomingMail.objects.all()


def test_every_reason_has_words_in_both_languages():
    assert set(REASON_WORDS) | {Code.TOO_MUCH} == set(Code)
    assert set(MACHINE_WORDS) == {*Machine, PROVIDERS_REPORT}
    all_words = [*REASON_WORDS.values(), *TOO_MUCH_WORDS.values(), *MACHINE_WORDS.values()]
    with translation.override("zh-hans"):
        assert [str(words) for words in all_words if not CHINESE.search(str(words))] == []
        assert reason_word(Reason.of(Code.TOO_MUCH, limit=30, what="parts")) == "邮件的组成部分超过30个。"
    with translation.override("en"):
        assert [str(words) for words in all_words if CHINESE.search(str(words))] == []
        assert [word for code in Code if "%" in (word := reason_word(Reason(code)))] == []


def test_it_is_stored_as_a_code_with_details(held):
    assert (held.reason_code, held.reason_details, held.why) == ("stranger", {}, "")
    loud = receive(letter(precedence="bulk"))
    assert (loud.reason_code, loud.reason_details) == ("header", {"evidence": "Precedence: bulk"})


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_trays_and_mails_speak_the_readers_language(all_kinds, make_user, client_for, language, ticket):
    reader = make_user("reader", "agent", language=language)
    reader.name = "文静" if language == "zh-hans" else "Wen"
    reader.save()
    client = client_for(reader)
    pages = [f"/console/incoming/?tray={tray}" for tray in ("held", "unreadable", "machine", "away")]
    pages += [f"/console/incoming/{row.pk}/" for row in all_kinds]
    wrong = {}
    for path in pages:
        text = client.get(path).content.decode()
        if language == "zh-hans" and (found := foreign(Page(text), language)):
            wrong[path] = found
        assert ("Its sender is not" in text) == (language == "en" and STRANGER in text)
    assert wrong == {}
    shown = client.get("/console/incoming/?tray=machine").content.decode()
    assert '<code dir="auto">Precedence: bulk</code>' in shown


def test_programs_get_the_code_and_words_in_the_language_they_ask_for(held, amir, client_for):
    client, told = client_for(amir), {}
    for language in ("en", "zh-hans"):
        line = client.get("/api/incoming/?tray=held", HTTP_ACCEPT_LANGUAGE=language).json()["results"][0]
        assert (line["reason"], line["details"]) == ("stranger", {})
        told[language] = line["why"]
    assert told == {"en": STRANGER, "zh-hans": "发件人不是这个工单的反馈人。"}


def test_words_of_who_put_it_away_stand_beside_the_reason(held, amir, client_for):
    decide(mail=held, by=amir, decision=Decision.DISCARD, reason="Ist Werbung")
    held.refresh_from_db()
    assert (held.why, held.reason_code, held.why_word) == ("Ist Werbung", "stranger", "Ist Werbung")
    page = client_for(amir).get(f"/console/incoming/{held.pk}/").content.decode()
    assert (STRANGER in page, '<dt>Put away because</dt><dd dir="auto">Ist Werbung</dd>' in page) == (True, True)


def test_a_text_of_before_the_codes_is_still_read(held, amir, client_for):
    IncomingMail.objects.update(reason_code="", why="the sender is not the one whose case it is")
    client = client_for(amir)
    for path in ("/console/incoming/?tray=held", f"/console/incoming/{held.pk}/"):
        page = client.get(path).content.decode()
        assert 'lang="en">the sender is not the one whose case it is<' in page
    assert client.get(f"/api/incoming/{held.pk}/").json()["why"] == "the sender is not the one whose case it is"


def test_erasing_leaves_the_code_and_nothing_that_was_quoted(ticket):
    row = receive(letter(sender="otto@example.org", subject="Out of office: Otto Muster is ill"))
    assert row.reason_details["evidence"].startswith("Out of office")
    erase_mails(tickets=[ticket], addresses=["otto@example.org"])
    row.refresh_from_db()
    assert (row.reason_code, row.reason_details, row.why) == ("subject", {}, "")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("gaierror: [Errno -2] Name or service not known", "找不到这个服务器名。"),
        ("MailboxLoginError: Response status OK expected, NO received", "服务器不接受我们的用户名和密码。"),
        ("OddError: nobody knows it", ""),
    ],
)
def test_a_mailbox_in_trouble_says_so_in_chinese_and_quotes_the_server_as_it_spoke(
    trouble, words, make_user, client_for
):
    Mailbox.objects.create(name="help@example.org", uidvalidity=1, trouble=trouble)
    page = client_for(make_user("reader", "agent", language="zh-hans")).get("/console/incoming/").content.decode()
    assert f'<p class="small soft" lang="en">{trouble}</p>' in page
    assert "无法读取这个邮箱。" in page
    assert f"<p>{words}</p>" in page or not words
    assert "<p></p>" not in page
