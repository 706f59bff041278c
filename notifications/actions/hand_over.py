"""Hand a mail to the server: signed, and with the envelope that its nature asks for."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any

import dkim
from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from notifications.actions.compose import compose, has_null_sender
from notifications.queries.mail_domain import mail_domain, sender_address

if TYPE_CHECKING:
    from notifications.models import Delivery

SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references", b"mime-version",
    b"content-type", b"content-transfer-encoding", b"auto-submitted", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


def hand_over(connection: Any, delivery: Delivery) -> None:
    """Give the mail to an open connection; raises what the server answers, or ValueError for what is no mail."""
    mail = compose(delivery, connection)
    if not isinstance(connection, EmailBackend):
        mail.send()
        return
    message: Any = mail.message()
    content = signed(message.as_bytes(linesep="\r\n"))
    receiver = sanitize_address(delivery.to, "utf-8")
    if not has_null_sender(delivery):
        _send(connection, sender_address(), receiver, content)
        return
    try:
        _send(connection, "", receiver, content)
    except smtplib.SMTPSenderRefused:  # some providers take no empty sender
        connection.open()
        _send(connection, sender_address(), receiver, content)


def _send(backend: EmailBackend, sender: str, receiver: str, content: bytes) -> None:
    if backend.connection is None:
        raise smtplib.SMTPServerDisconnected("the connection is closed")
    backend.connection.sendmail(sender, [receiver], content)


def signed(content: bytes) -> bytes:
    """Return the mail with its DKIM signature in front, when a key is set."""
    if not (settings.MAIL_DKIM_KEY and settings.MAIL_DKIM_SELECTOR):
        return content
    there = {line.split(b":", 1)[0].lower() for line in content.split(b"\r\n\r\n", 1)[0].split(b"\r\n")}
    signature: bytes = dkim.sign(
        content,
        settings.MAIL_DKIM_SELECTOR.encode(),
        mail_domain().encode("idna"),
        settings.MAIL_DKIM_KEY.encode(),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=[name for name in SIGNED if name in there],
    )
    return signature + content
