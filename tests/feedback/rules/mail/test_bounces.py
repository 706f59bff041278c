"""Machine mail is told from people's mail, and a bounce says who cannot be reached and why."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.mail.bounces.read import Bounce, read_bounce
from feedback.rules.mail.machine import Machine, classify
from feedback.rules.mail.parse import parse
from tests.support.cases import case_file

NOT_RECOGNISED = {
    "lhost-apachejames-01.eml": "a person's subject, a home-made address and no code at all",
    "lhost-fml-03.eml": "a list program's alert in words of its own",
    "lhost-sendmail-14.eml": "a person forwards a bounce, from their own mail program",
}
ORDINARY = ("mail/parse/eml/*/*.eml", "mail/html-replies/*.eml")


@pytest.fixture(scope="module")
def bounces():
    folder = case_file("mail/bounces")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return {name: (parse((folder / name).read_bytes()), answers) for name, answers in expected.items()}


def test_machine_mail_is_recognised(bounces):
    missed = {name for name, (mail, _) in bounces.items() if classify(mail) is None}
    assert missed == set(NOT_RECOGNISED)
    assert len(missed) <= 0.03 * len(bounces)


def test_no_ordinary_mail_is_taken_for_machine_mail():
    folder = case_file("mail").parent
    ordinary = [path for pattern in ORDINARY for path in folder.glob(pattern)]
    wrong = {path.name: verdict for path in ordinary if (verdict := classify(parse(path.read_bytes())))}
    assert wrong == {}
    assert len(ordinary) == 80


def test_recipients_are_found(bounces):
    found = [name for name, (mail, _) in bounces.items() if read_bounce(mail).recipient]
    assert len(found) >= 0.97 * len(bounces)


def test_the_class_of_the_status_is_right(bounces):
    rows = [
        (name, bounce.status[:1] == answers[0]["status"][:1])
        for name, (mail, answers) in bounces.items()
        if answers and answers[0]["status"] and (bounce := read_bounce(mail)).recipient
    ]
    wrong = [name for name, right in rows if not right]
    assert len(rows) == 320
    assert len(wrong) <= 0.02 * len(rows), wrong


def test_a_delivery_report():
    raw = (
        b"From: MAILER-DAEMON@mx.example.org\nReturn-Path: <>\nSubject: Undelivered\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nsorry\n'
        b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        b"Final-Recipient: rfc822; Rosa@example.org\nAction: failed\nStatus: 5.1.1\n"
        b"Diagnostic-Code: smtp; 550 5.1.1\n no such user\n--b--\n"
    )
    mail = parse(raw)
    found = classify(mail)
    assert (found.kind, found.why) == (Machine.BOUNCE, "multipart/report; delivery-status")
    assert read_bounce(mail) == Bounce("rosa@example.org", "5.1.1", hard=True)


@pytest.mark.parametrize(
    ("words", "status", "hard"),
    [
        ("<rosa@example.org>: 550 5.1.1 user unknown", "5.1.1", True),
        ("<rosa@example.org>: 552 5.2.2 mailbox full", "5.2.2", False),
        ("<rosa@example.org>: 554 5.7.1 blocked as spam", "5.7.1", False),
        ("<rosa@example.org>: 450 4.2.0 greylisted", "4.2.0", False),
        ("<rosa@example.org>: 553 5.1.8 sender address rejected, domain not found", "5.1.8", False),
        ("<rosa@example.org>: Recipient address rejected: User unknown", "5.0.0", True),
        ("rosa@example.org: delayed, will be retried", "4.0.0", False),
    ],
)
def test_words_of_a_mail_server(words, status, hard):
    mail = parse(f"From: MAILER-DAEMON@mx.example.org\nSubject: failure notice\n\nNot delivered:\n\n{words}\n".encode())
    assert read_bounce(mail) == Bounce("rosa@example.org", status, hard)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Auto-Submitted: auto-replied", Machine.AUTO_REPLY),
        ("Auto-Submitted: auto-generated; x=y", Machine.AUTOMATIC),
        ("X-Autoreply: yes", Machine.AUTO_REPLY),
        ("Precedence: auto_reply", Machine.AUTO_REPLY),
        ("X-Auto-Response-Suppress: All", Machine.AUTOMATIC),
        ("Subject: 自动回复: 我在休假", Machine.AUTO_REPLY),
        ("Subject: Automatic reply: your case", Machine.AUTO_REPLY),
        ("List-Id: <news.example.org>", Machine.LIST),
        ("Precedence: bulk", Machine.LIST),
        ("Return-Path: <>", Machine.AUTOMATIC),
        ("X-Failed-Recipients: rosa@example.org", Machine.BOUNCE),
        ("Subject: 系统退信\nReturn-Path: <>", Machine.BOUNCE),
    ],
)
def test_headers_of_machines(header, kind):
    assert classify(parse(f"{header}\nFrom: a@example.org\n\nhello".encode())).kind == kind


@pytest.mark.parametrize(
    "header",
    [
        "Subject: hello",
        "Auto-Submitted: no",
        "Subject: Re: Undelivered Mail Returned to Sender",
        "Subject: 我的邮件被退回了怎么办",
        "Subject: Your automatic reply is wrong",
        "X-Auto-Response-Suppress: None",
        "From: postmaster@example.org",
    ],
)
def test_people(header):
    raw = (
        f"{header}\nFrom: a@example.org\n\nhello\n\n> This is the mail system at host mx.example.org.\n> <a@b.org>: 550"
    )
    assert classify(parse(raw.encode())) is None


def test_our_own_mail_is_known_by_a_function():
    mail = parse(b"From: a@example.org\n\nhello")
    found = classify(mail, lambda one: one.sender.address == "a@example.org")
    assert (found.kind, found.why) == (Machine.OWN, "sent by this site")


def test_a_provider_that_sends_json():
    told = {
        "notificationType": "Bounce",
        "bounce": {
            "bounceType": "Permanent",
            "bouncedRecipients": [
                {"emailAddress": "Rosa@example.org", "status": "5.1.1", "diagnosticCode": "unknown user"}
            ],
        },
    }
    mail = parse(b"From: no-reply@sns.amazonaws.com\nSubject: x\n\n" + json.dumps(told).encode())
    assert classify(mail).kind == Machine.BOUNCE
    assert read_bounce(mail) == Bounce("rosa@example.org", "5.1.1", hard=True)


@given(st.text(max_size=200), st.text(alphabet='<>@:;,. 45\n\t>-{}"ab', max_size=200))
def test_nothing_breaks_it(subject, text):
    mail = parse(f"Return-Path: <>\nSubject: {subject}\n\n".encode("utf-8", "replace") + text.encode())
    classify(mail)
    read_bounce(mail)
