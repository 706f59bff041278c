"""Mails in words of an administrator: what may stand in them, what must, and what nobody can take away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from feedback.actions.reply import reply
from feedback.emails import receipt_mail, reply_mail
from feedback.models import Message
from feedback.queries.private_links import claim_url
from feedback_site.kit.problems import Conflict, Invalid
from notifications.actions.compose import compose
from notifications.actions.save_mail_text import reset_mail_text, save_mail_text
from notifications.emails import example
from notifications.models import Delivery, LoggedEvent, MailText
from notifications.queries.mail_texts import Wording, all_texts, first_words
from notifications.rules.mail_texts import SHAPES, mistakes
from tests.factories.feedback import make_resolved, make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
PAGE = "/console/mail/texts/case_receipt/en/"
GOOD = {"subject": "Hello from {site}: {case}", "body": "Dear guest,\n<b>thanks</b>.\n\n{link}\n\nAlso {link}."}


@pytest.fixture
def save(ada):
    def save(kind="case_receipt", language="en", seen="", **words):
        wish = GOOD | words
        return save_mail_text(kind=kind, language=language, **wish, seen=seen, actor_id=ada.pk)

    return save


def refused(save, **wish):
    with pytest.raises(Invalid) as told:
        save(**wish)
    assert not MailText.objects.exists()
    return told.value.errors


def house(ticket):
    """The receipt's text in the words of the house."""
    if ticket.language == "en":
        return (
            f"Your feedback has arrived. Its case number is {ticket.ref}. It waits until a person answers. "
            "If we close it without an answer, its page says why.\n\n"
            f"Read and answer here:\n{claim_url(ticket)}\n\nHuiyin\n\n"
            "The link is private: whoever has it can read the case.\n\n"
            "If you did not write to us, somebody else gave your address. "
            "You can ignore this mail; nothing more will happen.\n"
        )
    return (
        f"您的反馈已收到，编号是{ticket.ref}。在有人答复之前，它会一直算作等待；"
        "如果我们未作答复就将它关闭，它的页面上会写明原因。\n\n"
        f"在这里查看和回复：\n{claim_url(ticket)}\n\nHuiyin\n\n"
        "这是您的专属链接：拿到它的人都能看到这条反馈。\n\n"
        "如果您没有写给我们，那是别人填了您的邮箱。不用理会这封邮件，不会再有别的事。\n"
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_nobody_changed_is_in_the_words_of_the_house(save, settings, language):
    settings.SITE_NAME = "Huiyin"
    save(language="en" if language == "zh-hans" else "zh-hans")
    ticket = make_ticket(email="rosa@example.org", language=language)
    assert receipt_mail(ticket).text == house(ticket)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_saving_the_first_words_changes_no_byte_of_the_mail(amir, save, language):
    ticket = make_ticket(email="rosa@example.org", language=language)
    reply(ticket=ticket, author=amir, body="Sorry & thanks")
    message = Message.objects.get(author=amir)
    before = reply_mail(message)
    subject, body = first_words("ticket_reply", language)
    save("ticket_reply", language, subject=subject, body=body)
    after = reply_mail(message)
    assert (after.subject, after.text, after.html) == (before.subject, before.text, before.html)


def test_the_words_are_mailed_and_the_end_stays(save):
    save()
    ticket = make_ticket("Buy <b>pills</b>", email="rosa@example.org", name="Pills.example")
    drain()
    mail, link = Delivery.objects.get(), claim_url(ticket)
    assert mail.subject.endswith(f": {ticket.ref}")
    assert mail.text.startswith(f"Dear guest,\n<b>thanks</b>.\n\n{link}\n\nAlso {link}.\n\n")
    assert mail.text.endswith("You can ignore this mail; nothing more will happen.\n")
    assert "&lt;b&gt;thanks&lt;/b&gt;" in mail.html
    assert f'<a class="button" href="{link}">Open your case</a>' in mail.html
    assert f'<a href="{link}">{link}</a>.</p>' in mail.html
    assert "somebody else gave your address" in mail.html
    assert "ills" not in mail.subject + mail.text + mail.html


def test_each_language_has_its_own(save):
    save(language="zh-hans", subject="您好 {case}", body="收到了。\n{link}")
    ticket = make_ticket(email="rosa@example.org", language="zh-hans")
    mail = receipt_mail(ticket)
    assert mail.subject == f"您好 {ticket.ref}"
    assert "查看您的反馈" in mail.html
    assert "那是别人填了您的邮箱" in mail.text
    assert receipt_mail(make_ticket(email="rosa@example.org")).subject.startswith("We have your feedback")


def test_values_are_neither_filled_in_again_nor_markup(amir, save):
    save("ticket_reply", subject="{author}: {case}", body="{body}\n{link}")
    amir.name = "Amir <i>\r\nBcc: all@example.org"
    amir.save()
    ticket = make_ticket(email="rosa@example.org")
    reply(ticket=ticket, author=amir, body="Use {link} & <script>")
    drain()
    mail = Delivery.objects.get(kind="ticket_reply")
    assert mail.subject == f"Amir <i> Bcc: all@example.org: {ticket.ref}"
    assert compose(mail).message()["Bcc"] is None
    assert mail.text.startswith("Use {link} & <script>\n")
    assert '<p class="quote">Use {link} &amp; &lt;script&gt;</p>' in mail.html
    assert "<i>" not in mail.html


def test_a_line_end_in_the_subject_becomes_a_space(save):
    row = save(subject="Hi\r\nBcc: all@example.org\u2028x\x00 {case}")
    assert row.subject == "Hi Bcc: all@example.org x {case}"


def test_the_link_to_stop_cannot_be_left_out(amir, save):
    save("follow_up", subject="Was it good? {case}", body="Tell us: {link}")
    make_resolved(amir, email="rosa@example.org")
    drain()
    mail = Delivery.objects.get(kind="follow_up")
    assert "/mail/stop/" in mail.text
    assert "/mail/stop/" in mail.html


@pytest.mark.parametrize(
    ("wish", "errors"),
    [
        (
            {"body": "\nHi {link}\nYou wrote {body}"},
            {"body": ["Line 3: {body} is nothing that can be filled in here."]},
        ),
        ({"body": "{link} {"}, {"body": ["Line 1: { is nothing that can be filled in here."]}),
        (
            {"body": "{link.x}"},
            {
                "body": [
                    "Line 1: {link.x} is nothing that can be filled in here.",
                    "{link} must stand in it.",
                ]
            },
        ),
        ({"body": "Hello"}, {"body": ["{link} must stand in it."]}),
        ({"subject": "{link}"}, {"subject": ["{link} is nothing that can be filled in here."]}),
        ({"subject": " \n"}, {"subject": ["Write something here."]}),
        ({"subject": "x" * 151}, {"subject": ["Please keep it under 150 characters."]}),
        ({"kind": "ticket_reply", "body": "{link}"}, {"body": ["{body} must stand in it."]}),
        (
            {"kind": "targets", "subject": "{summary}", "body": "See {list}\n{link}\n{list}"},
            {"body": [f"Line {line}: {{list}} must stand alone on its line, and only once." for line in (1, 3)]},
        ),
        (
            {"kind": "digest", "subject": "{period}", "body": "{summary}"},
            {"body": ["{figures} must stand in it.", "{link} must stand in it."]},
        ),
        ({"kind": "nonsense"}, {"kind": ["There is no such mail to word anew."]}),
        ({"language": "xx"}, {"kind": ["There is no such mail to word anew."]}),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(save, wish, errors):
    with translation.override("en"):
        assert refused(save, **wish) == errors


def test_a_mistake_is_told_in_the_readers_language(save):
    with translation.override("zh-hans"):
        told = refused(save, kind="targets", subject="{summary}", body="见 {list}\n{link}")
    assert told == {"body": ["第1行：{list}必须单独成行，且只出现一次。"]}


def test_a_receipt_offers_nothing_of_the_senders():
    assert SHAPES["case_receipt"].subject + SHAPES["case_receipt"].body == ("site", "case", "site", "case", "link")


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_first_words_fit_and_can_be_looked_at(kind, language):
    subject, body = first_words(kind, language)
    assert mistakes(kind, subject, body) == []
    shown = example(MailText(kind=kind, language=language, subject=subject, body=body))
    assert "{" not in shown.subject + shown.text


def test_a_change_in_between_is_told_and_a_reset_brings_the_original(save, ada):
    row = save()
    with pytest.raises(Conflict):
        save(subject="Mine")
    with pytest.raises(Conflict):
        reset_mail_text(kind="case_receipt", language="en", seen="", actor_id=ada.pk)
    again = save(seen=row.mark, subject="Second")
    assert save(seen=again.mark, subject="Second") == again
    reset_mail_text(kind="case_receipt", language="en", seen=again.mark, actor_id=ada.pk)
    told = LoggedEvent.objects.filter(subject="mail-text:case_receipt:en").order_by("id")
    assert [(line.name, line.actor_id, line.payload) for line in told] == [
        (f"notifications.mail_text_{what}", ada.pk, {"kind": "case_receipt", "language": "en"})
        for what in ("saved", "saved", "reset")
    ]
    assert receipt_mail(make_ticket(email="rosa@example.org")).subject.startswith("We have your feedback")


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_asks_once_for_the_words(save, count, django_assert_num_queries):
    save()
    tickets = [make_ticket(email=f"r{number}@example.org") for number in range(count)]
    wording = Wording()
    with django_assert_num_queries(1):
        assert {receipt_mail(ticket, wording).subject.split(":")[0] for ticket in tickets} != set()


def test_the_readers_ask_once_a_batch(save):
    save()
    for number in range(3):
        make_ticket(email=f"r{number}@example.org")
    with CaptureQueriesContext(connection) as asked:
        drain()
    assert sum('FROM "notifications_mailtext"' in query["sql"] for query in asked) == 1


def test_the_page_shows_saves_and_resets(client_for, ada, django_assert_num_queries):
    client = client_for(ada)
    assert "We have your feedback: case {case}" in client.get("/console/mail/texts/").content.decode()
    assert "Back to the original" not in client.get(PAGE).content.decode()
    response = client.post(PAGE, GOOD | {"seen": "", "do": "preview"})
    assert (response.status_code, MailText.objects.count()) == (303, 0)
    draft = client.get(response["Location"]).content.decode()
    assert ("Also http" in draft, "&lt;b&gt;thanks" in draft, "not saved yet" in draft) == (True, True, True)
    frame = client.get(f"{PAGE}html/?draft=yes")
    assert "Dear guest," in frame.content.decode()
    assert "default-src 'none'" in frame["Content-Security-Policy"]
    assert "Dear guest," not in client.get(f"{PAGE}html/").content.decode()
    assert "Dear guest," not in client.get("/console/mail/texts/case_receipt/zh-hans/?draft=yes").content.decode()
    assert client.post(PAGE, GOOD | {"seen": "", "do": "save"}).status_code == 303
    mine = client.post(PAGE, GOOD | {"seen": "", "subject": "Mine"})
    assert mine.status_code == 409
    assert "What it says now" in mine.content.decode()
    row = MailText.objects.get()
    assert f'name="seen" value="{row.mark}"' in mine.content.decode()
    assert "Changed" in client.get("/console/mail/texts/").content.decode()
    assert client.post(f"{PAGE}reset/", {"seen": "old"}).status_code == 303
    assert MailText.objects.count() == 1
    assert client.post(f"{PAGE}reset/", {"seen": row.mark}).status_code == 303
    assert MailText.objects.count() == 0


def test_a_mistake_is_shown_and_nothing_is_lost(client_for, ada):
    response = client_for(ada).post(PAGE, {"subject": "Hi", "body": "My {nickname}", "seen": "", "do": "preview"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Line 1: {nickname} is nothing that can be filled in here." in page
    assert "My {nickname}</textarea>" in page


@pytest.mark.parametrize("path", ["", "case_receipt/en/", "case_receipt/en/html/"])
def test_only_administrators_come_here(client_for, max_, ada, path):
    assert client_for(max_).get(f"/console/mail/texts/{path}").status_code == 403
    assert client_for(ada).get(f"/console/mail/texts/{path}").status_code == 200
    assert "Words of mails" not in client_for(max_).get("/console/mail/").content.decode()


@pytest.mark.parametrize("path", ["nonsense/en/", "case_receipt/xx/", "case_receipt/xx/html/"])
def test_there_is_no_other_mail(client_for, ada, path):
    assert client_for(ada).get(f"/console/mail/texts/{path}").status_code == 404


def test_programs_can_do_the_same(client_for, ada, max_):
    client, path = client_for(ada), "/api/mail/texts/case_receipt/en/"
    assert len(client.get("/api/mail/texts/").json()) == len(SHAPES) * 2 == sum(len(texts) for _, texts in all_texts())
    assert client_for(max_).get(path).status_code == 403
    kind = {"content_type": "application/json"}
    assert client.post(f"{path}preview/", GOOD, **kind).json()["text"].startswith("Dear guest,")
    kept = client.put(path, GOOD | {"seen": ""}, **kind).json()
    assert (kept["body"], client.get(path).json()) == (GOOD["body"], kept)
    assert client.put(path, GOOD | {"seen": "", "subject": "x"}, **kind).status_code == 409
    assert client.put(path, GOOD | {"seen": kept["mark"], "body": "{x}"}, **kind).status_code == 422
    assert client.delete(path).status_code == 409
    assert client.delete(f"{path}?seen={kept['mark']}").status_code == 204
    assert client.get(path).json()["mark"] == ""
