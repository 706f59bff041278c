"""Mails as bytes, and mails that come in as they do: kept first, read afterwards."""

from email.message import EmailMessage
from email.policy import SMTP

from feedback.actions.incoming.store_mail import store_mail
from feedback.actions.incoming.take_mail import take_mails
from feedback.rules.mail.fates import Way


def letter(text="The parcel came late.", *, sender="Rosa <rosa@example.org>", to="help@example.org", **headers):
    """A mail as bytes; `message_id="<a@b>"` becomes Message-ID."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    fields = {"subject": "Late", "date": "Sun, 22 Nov 2026 09:00:00 +0800", **headers}
    for name, value in fields.items():
        if value is not None:
            mail[name.replace("_", "-").title().replace("-Id", "-ID")] = value
    mail.set_content(text)
    return mail.as_bytes(policy=SMTP)


def letter_with_files(files, text="See the files.", **options):
    """A mail with files: `{"a.png": b"…"}`."""
    from email import message_from_bytes, policy

    mail = message_from_bytes(letter(text, **options), policy=policy.default)
    for name, content in files.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes(policy=SMTP)


def bounce(of, recipient, *, status="5.1.1", action="failed", sender="MAILER-DAEMON@mx.example.net"):
    """A delivery report that returns the headers of our mail `of` (its Message-ID)."""
    return (
        f"From: {sender}\r\nTo: help@example.org\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Return-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} no such user\r\n\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {of}\r\nTo: {recipient}\r\n\r\n--b--\r\n"
    ).encode()


def receive(content, way=Way.PIPE, **where):
    """Let the mail come in and be read; return its row."""
    row = store_mail(content=content, way=way, **where)
    take_mails()
    row.refresh_from_db()
    return row
