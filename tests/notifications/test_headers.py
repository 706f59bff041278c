"""What stands above a mail: who may answer it, what it belongs to, how to stop it."""

import email
import email.policy

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from notifications.actions.queue_delivery import Mail, queue_deliveries
from notifications.actions.send_mail import send_mail
from notifications.models import Delivery, Nature, Topic
from notifications.rules.threads import MOST, references


def mail(key, **fields):
    base = {"key": key, "kind": "test", "to": "rosa@example.org", "subject": "Hello", "text": "Hi", "language": "en"}
    return Mail(**base | fields)


@pytest.fixture
def sent(mail_server, db):
    """Send one mail; returns (envelope, parsed)."""

    def send(**fields):
        queue_deliveries([mail(f"k{Delivery.objects.count()}", **fields)])
        assert send_mail() == 1
        envelope = mail_server.mails[-1]
        return envelope, email.message_from_bytes(envelope.content, policy=email.policy.default)

    return send


@pytest.mark.parametrize(
    ("nature", "submitted", "suppressed", "sender"),
    [
        (Nature.AUTOMATIC, "auto-generated", "All", "huiyin@localhost"),
        (Nature.NOTICE, "auto-generated", "All", "huiyin@localhost"),
        (Nature.SECURITY, "auto-generated", "All", "huiyin@localhost"),
        (Nature.ANSWER, "auto-replied", "All", ""),
        (Nature.PERSONAL, None, None, "huiyin@localhost"),
    ],
)
def test_every_nature_says_what_it_is(sent, nature, submitted, suppressed, sender):
    envelope, found = sent(nature=nature)
    assert (found["Auto-Submitted"], found["X-Auto-Response-Suppress"]) == (submitted, suppressed)
    assert (envelope.mail_from.strip("<>"), found["From"]) == (sender, "Huiyin <huiyin@localhost>")


def test_a_server_that_takes_no_empty_sender_gets_ours(sent, mail_server):
    async def picky(server, session, envelope, address, options):
        if not address.strip("<>"):
            return "550 Who are you?"
        envelope.mail_from = address
        return "250 OK"

    mail_server.handle_MAIL = picky
    envelope, _found = sent(nature=Nature.ANSWER)
    assert envelope.mail_from == "huiyin@localhost"


def test_mails_about_one_thing_hang_together(sent):
    _, first = sent(thread="ticket:1", message_id="<a1@localhost>")
    _, second = sent(thread="ticket:1", message_id="<a2@localhost>", answers=("<hers@example.org>",))
    _, third = sent(thread="ticket:1", message_id="<a3@localhost>")
    _, other = sent(thread="ticket:2", nature=Nature.PERSONAL)
    assert (first["In-Reply-To"], first["References"]) == (None, None)
    assert (second["In-Reply-To"], second["References"]) == ("<hers@example.org>", "<a1@localhost> <hers@example.org>")
    assert (third["In-Reply-To"], third["References"]) == ("<a2@localhost>", "<a1@localhost> <a2@localhost>")
    assert other["References"] is None


def test_nobody_is_told_of_mails_to_others_or_of_those_that_never_went_out(sent):
    sent(thread="ticket:1", to="amir@example.org")
    for n in range(3):
        sent(to="max@example.org", subject=str(n))
    queue_deliveries([mail("held", thread="ticket:1", to="max@example.org")])
    assert sent(thread="ticket:1")[1]["References"] is None
    _, found = sent(thread="ticket:1", to="max@example.org", nature=Nature.PERSONAL)
    assert found["References"] is None


def test_answers_go_to_the_case_and_the_address_is_forgotten(sent):
    _, found = sent(reply_to="help+k7q2.sig@example.org")
    assert found["Reply-To"] == "help+k7q2.sig@example.org"
    assert Delivery.objects.get().reply_to == ""


def test_a_sort_of_mail_can_be_stopped_with_one_click(sent, settings):
    _, found = sent(topic=Topic.FOLLOW_UP)
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = found["List-Unsubscribe"].strip()
    assert link.startswith(f"<{settings.SITE_URL}/mail/stop/follow_up.")
    assert sent()[1]["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "fields",
    [
        {"message_id": "<a@b>\r\nBcc: all@example.org"},
        {"reply_to": "a@example.org\nBcc: all@example.org"},
        {"reply_to": "a@example.org, all@example.org\r\n\r\n<script>"},
        {"to": "rosa@example.org\r\nBcc: all@example.org"},
        {"to": "rosa@example.org, all@example.org"},
        {"to": "rosa@example.org\r\nRCPT TO:<all@example.org>"},
    ],
)
def test_what_would_break_out_of_its_header_is_not_sent(mail_server, db, fields):
    queue_deliveries([mail("a", **fields)])
    assert send_mail() == 0
    assert mail_server.mails == []
    assert list(Delivery.objects.values_list("state", "reason")) == [("failed", "unwritable")]


def test_what_can_be_mended_is_harmless(sent):
    hostile = "Hello\r\nBcc: all@example.org\r\n\r\nBody"
    envelope, found = sent(subject=hostile, thread="t", answers=("<a@b>\r\nBcc: all@example.org", "no id", "<sound@x>"))
    assert (found["Subject"], found["Bcc"]) == ("Hello Bcc: all@example.org Body", None)
    assert found["In-Reply-To"] == "<sound@x>"
    assert envelope.rcpt_tos == ["rosa@example.org"]


def test_references_stay_short():
    many = [f"<{n}@x>" for n in range(50)]
    assert references([*many, *many]) == [many[0], *many[-(MOST - 1) :]]


def test_plain_text_stands_beside_the_html(sent):
    _, found = sent(text="Grüße", html="<p>Grüße</p>")
    assert found.get_content_type() == "multipart/alternative"
    assert [part.get_content().strip() for part in found.iter_parts()] == ["Grüße", "<p>Grüße</p>"]


def test_mails_are_signed_when_a_key_is_set(sent, settings):
    key = rsa.generate_private_key(65537, 2048)
    settings.MAIL_DKIM_SELECTOR = "s1"
    settings.DEFAULT_FROM_EMAIL = "Huiyin <huiyin@Example.org>"
    settings.MAIL_DKIM_KEY = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    ).decode()
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    import base64

    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    envelope, found = sent(topic=Topic.SURVEY, html="<p>你好</p>", text="你好", subject="你好")
    assert "d=example.org" in found["DKIM-Signature"]
    asked = []
    assert dkim.verify(envelope.content, dnsfunc=lambda name, **_: asked.append(name) or record) is True
    assert asked == [b"s1._domainkey.example.org."]
    assert dkim.verify(envelope.content.replace(b"To: rosa", b"To: sofa"), dnsfunc=lambda *_, **__: record) is False


@pytest.mark.parametrize(
    ("to", "domain"),
    [
        ("rosa@例子.中国", "xn--fsqu00a.xn--fiqs8s"),
        ("rosa@faß.example", "xn--fa-hia.example"),
        ("rosa@FAẞ.example", "xn--fa-hia.example"),
        ("Rosa@Example.org", "Example.org"),
    ],
)
def test_a_mail_goes_to_the_domain_that_the_dns_means(sent, to, domain):
    envelope, found = sent(to=to)
    address = f"{to.partition('@')[0]}@{domain}"
    assert (envelope.rcpt_tos, found["To"]) == ([address], address)


def test_an_address_whose_domain_cannot_be_written_is_given_up_and_holds_up_no_other(mail_server, db):
    queue_deliveries([mail("odd", to="rosa@a\u200db.example"), mail("sound")])
    assert send_mail() == 1
    assert Delivery.objects.get(key="odd").reason == "unwritable"


@pytest.mark.parametrize(
    ("text", "html", "coding"),
    [
        ("Hello\n", "<p>Hello</p>", "7bit"),
        ("您好，" * 400 + "\n", "<p>您好</p>", "base64"),
        ("Déjà vu at the café\n.\nFrom me " + "x" * 1_200 + "\n", "<p>Déjà</p>", "quoted-printable"),
        ("Hello\n", "<p>您好</p>", "quoted-printable"),
    ],
)
def test_no_eight_bits_leave_that_somebody_might_recode(sent, text, html, coding):
    envelope, found = sent(subject="您好", text=text, html=html)
    assert envelope.content.isascii()
    assert max(map(len, envelope.content.split(b"\r\n"))) <= 998
    plain, other = found.iter_parts()
    assert (plain["Content-Transfer-Encoding"], other["Content-Transfer-Encoding"]) == (coding, coding)
    assert (plain.get_content().split(), other.get_content().split()) == (text.split(), html.split())
    assert found["Subject"] == "您好"
