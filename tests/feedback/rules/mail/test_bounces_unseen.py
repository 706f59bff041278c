"""Bounces of servers that no recorded case shows, and people's mails about mail, which are no bounces."""

import pytest

from feedback.rules.mail.bounces.read import Bounce, read_bounce
from feedback.rules.mail.machine import Machine, classify
from feedback.rules.mail.parse import parse


def mail(sender, subject, text, *headers):
    return parse(
        "\n".join([f"From: {sender}", "To: office@town.example", f"Subject: {subject}", *headers, "", text]).encode()
    )


SERVERS = {
    "a service by name": mail(
        "Z9_SMTP_Service@mx.example",
        "Returned Mail - error",
        "--- Failed Recipients ---\n\n<rosa@post.example>: Requested action not taken: mailbox unavailable.\n",
    ),
    "a gateway": mail(
        "Clean_Virus_Gateway@mx.example",
        "Delivery failure notification",
        "Your message with Subject: Hello\ncould not be delivered to the following recipients:\n\nrosa@post.example\n\n"
        "Delivery attempts will be made for 5 days.\n",
    ),
    "a full box": mail(
        '"System Administrator"@mx.example',
        "Mail Delivery Warning",
        'This is an advisory-only email.\n\nDelivery of email to this address\n\n"rosa@post.example"\n\n'
        "has been postponed due to a full mailbox.\n",
    ),
    "nobody": mail(
        "Post Office <>",
        "Mail Error",
        "Your mail could not be delivered to this address:\n\n rosa@post.example box full\n",
    ),
    "behind the subject": mail(
        "relais@mx.example",
        "RE: Votre demande : non remis (delivery failed)",
        "Votre message n'a pas pu être delivré à\nrosa@post.example\n",
    ),
    "Polish": mail(
        "mailer-daemon@mx.example",
        "Zwrot",
        "Wiadomość nie mogła być dostarczona: <rosa@post.example> 550 5.1.1 brak konta",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SERVERS)
def test_servers(name):
    assert classify(SERVERS[name]).kind == Machine.BOUNCE
    assert read_bounce(SERVERS[name]).recipient == "rosa@post.example"


@pytest.mark.parametrize(
    ("name", "status"),
    [("a gateway", "4"), ("a full box", "4"), ("a service by name", "5"), ("Polish", "5")],
)
def test_the_class_of_their_status(name, status):
    assert read_bounce(SERVERS[name]).status[:1] == status


def test_a_failure_is_final_although_one_may_try_another_address():
    text = "Please verify the address and try again.\n\n<rosa@post.example>:\nthe mail folder is full.\n"
    assert read_bounce(mail("MAILER-DAEMON@mx.example", "failure notice", text)).status == "5.0.0"
    assert read_bounce(mail("MAILER-DAEMON@mx.example", "Delayed mail", text)).status == "4.0.0"


def test_neither_the_sender_nor_the_list_is_the_recipient():
    raw = (
        "From: MAILER-DAEMON@mx.example\nTo: town-bounces+x=y@lists.example\nSubject: Undeliverable: Hello\n\n"
        "Your message\n\n  To: town@lists.example\n\nfrom office@town.example "
        "did not reach the following recipient:\n\n"
        "dda:SMTP=rosa@post.example; on Friday\n"
    )
    assert read_bounce(parse(raw.encode())).recipient == "rosa@post.example"


REPORT = (
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nFailed.\n'
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
    "Original-Recipient: rfc822; rosa@post.example\nFinal-Recipient: rfc822; box7@inner.mx.example\n"
    "Action: failed\nStatus: 5.2.1\n--b--\n"
)


def test_the_address_that_one_wrote_to_is_the_recipient():
    report = parse(f"From: a@mx.example\n{REPORT}".encode())
    assert read_bounce(report) == Bounce("rosa@post.example", "5.2.1", hard=False)


def test_a_report_that_was_wrapped_on_its_way():
    wrapped = parse(
        (
            "From: postmaster@mx.example\nSubject: Delivery Status Notification (Failure)\n"
            'Content-Type: multipart/mixed; boundary="w"\n\n--w\nContent-Type: message/rfc822\n\n'
            f"From: postmaster@mx.example\n{REPORT}\n--w\n\nThis mail is confidential.\n--w--\n"
        ).encode()
    )
    assert classify(wrapped).kind == Machine.BOUNCE
    assert read_bounce(wrapped).recipient == "rosa@post.example"


@pytest.mark.parametrize(
    "subject",
    [
        "Automatyczna odpowiedź: urlop", "Automatisk svar: ferie", "Autosvar: ferie", "Automaattinen vastaus: loma",
        "Otomatik yanıt: izin", "自动答复：休假", "自動応答：休暇", "부재중: 휴가",
        "AUTO: Rosa is away (returning 5 May)",
        "Rosa Santos is out of the office (returning 5 May)", "[Auto-Reply] your mail",
        "Out of Office AutoReply: heating",
        "Réponse automatique : chauffage", "Trả lời tự động: nghỉ phép",
    ],
)  # fmt: skip
def test_absent_people(subject):
    assert classify(mail("rosa@post.example", subject, "I am away.")).kind == Machine.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Delivery failed - my parcel", "My parcel could not be delivered to me. Call rosa@post.example"),
        ("Mail not delivered", "My mail to office@town.example could not be delivered to you. Why?"),
        ("Undeliverable letters", "My letters were returned to the sender, see rosa@post.example."),
        ("退信了怎么办", "我发的邮件被退回了 rosa@post.example 550"),
        ("邮件发送失败", "你好，邮件发送失败 rosa@post.example"),
        ("out of office hours", "Your office is closed."),
        ("Is anyone out of the office until Monday?", "x"),
        ("Abwesenheit meines Sohnes", "Er ist krank."),
        ("Absence du bureau de poste", "Il a fermé."),
        ("外出通知单丢了", "请补一张。"),
        ("自动回复功能不好用", "收不到。"),
        ("Automatic reply broken", "It never comes."),
    ],
)
def test_people_who_write_about_mail(subject, text):
    assert classify(mail("rosa@post.example", subject, text)) is None
    assert classify(mail("admin@school.example", subject, text)) is None
