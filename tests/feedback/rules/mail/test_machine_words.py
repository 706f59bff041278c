"""Automatic answers that say so in words alone, Chinese servers' reports, and people who only speak of such mails."""

import pytest

from feedback.rules.mail.bounces.read import Bounce, read_bounce
from feedback.rules.mail.machine import Machine, classify
from feedback.rules.mail.parse import parse


def mail(sender, subject, text, *headers):
    lines = [f"From: {sender}", "To: office@town.example", f"Subject: {subject}", *headers, "", text]
    return parse("\n".join(lines).encode())


@pytest.mark.parametrize(
    "text",
    [
        "这是一封自动回复邮件。我正在休假。",
        "您好：\n\n这是来自QQ邮箱的假期自动回复邮件。\n\n您好，我最近正在休假中。",
        "此邮件为系统自动回复，请勿直接回复。",
        "您好，\n此信為系統自動回覆。",
        "This is an automatic reply. I am out of the office until 5 May.",
        "Hello,\n\n(This is an automated response.)\nWe got your mail.",
        "This is an automatically generated reply to confirm that your mail is here.",
        "Dies ist eine automatische Antwort. Ich bin im Urlaub.",
        "Ceci est une réponse automatique.\nJe suis absent.",
        "これは自動返信メールです。",
    ],
)
def test_an_automatic_answer_says_so_first(text):
    assert classify(mail("rosa@post.example", "Re: heating", text)).kind == Machine.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "This account is protected by Gatekeeper. Please click on the following\nlink to join the allowed\nlist.",
        "I keep a list of approved senders to control spam. Please use this link and ask to be put on it.",
        "Just this once, click the link below so I can receive your emails.",
    ],
)
def test_a_protected_mailbox_asks_to_be_let_in(text):
    assert classify(mail("rosa@post.example", "Re: heating", text)).kind == Machine.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Your mail", "This is an automatic reply I got from you: we answer soon. Nobody did."),
        ("自动回复之后", "你们的自动回复说三天内答复。这是一封自动回复邮件吗？"),
        ("投诉", "我收到的是：\n\n> 这是一封自动回复邮件。\n\n请安排人联系我。"),
        ("Form", "This is an automatic reply form that does not work."),
        ("Link", "Please click the link below, it is broken. The verification never comes."),
        ("Registration", "To protect my account I click on the link of your verification mail. It works only once."),
        ("Abuse", "I want to make a complaint about a message your office sent me."),
        ("Away from home", "I am away from home: please write to my new address."),
        ("Away from home: mail", "Please write to my new address."),
        ("Mail server problem", "Our server reports: 550 5.7.1 rejected your message. Please unblock us."),
    ],
)
def test_people_who_speak_of_it(subject, text):
    assert classify(mail("rosa@post.example", subject, text)) is None
    assert classify(mail("admin@school.example", subject, text)) is None


def test_an_answer_of_a_ticket_system_behind_its_number():
    assert classify(mail("help@x.example", "[x #17] AutoReply: heating", "Hello")).kind == Machine.AUTO_REPLY
    assert classify(mail("help@x.example", "[x #17] heating", "Hello")) is None


@pytest.mark.parametrize(
    ("text", "bounce"),
    [
        (
            "抱歉，您的邮件被退回来了……\n收件人：rosa@post.example\n以下邮件地址不存在：rosa@post.example\n550 x",
            Bounce("rosa@post.example", "5.0.0", hard=True),
        ),
        (
            "很抱歉您发送的邮件被退回。\n退信原因 收件人邮件地址（rosa@post.example）不存在，邮件无法送达。",
            Bounce("rosa@post.example", "5.0.0", hard=True),
        ),
        ("您的邮件未能投递给 <rosa@post.example>：邮箱容量已满 552", Bounce("rosa@post.example", "5.0.0", hard=False)),
    ],
)
def test_reports_of_chinese_servers(text, bounce):
    report = mail("postmaster@mx.example", "系统退信", text)
    assert classify(report).kind == Machine.BOUNCE
    assert read_bounce(report) == bounce


@pytest.mark.parametrize(
    ("words", "hard"),
    [
        ("553 5.3.0 <rosa@post.example>... Addressee unknown", True),
        ("551 <rosa@post.example> is a deactivated mailbox", True),
        ("550 ** No mail box available for this user **", True),
        ("550 rosa@post.example is not an active address at this host", True),
        ("550 BAD_RECIPIENT", True),
        ("[post.example]: Name or service not known", True),
        ("550 L'adresse n'existe pas", True),
        ("550 Ce groupe n'existe pas ou vous n'êtes pas autorisé", False),
        ("553 5.3.0 Rejected: spam", False),
    ],
)
def test_whether_the_address_is_dead(words, hard):
    raw = (
        'From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\n\nFailed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; rosa@post.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; {words}\n"
        "--b--\n"
    )
    assert read_bounce(parse(raw.encode())).hard is hard
