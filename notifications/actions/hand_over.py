"""Hand a mail to the server: signed, and with the envelope that its nature asks for."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any

import dkim
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from notifications.actions.compose import compose, has_null_sender
from notifications.queries.mail_domain import mail_domain, sender_address
from notifications.queries.signing_keys import signing_keys
from notifications.rules.addresses import written

if TYPE_CHECKING:
    from notifications.models import Delivery

SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references", b"mime-version",
    b"content-type", b"content-transfer-encoding", b"auto-submitted", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip
ONCE = (b"from", b"to", b"cc", b"subject", b"date", b"reply-to", b"content-type")
"""Signed once more than they stand there, so that nobody can add a second one to a mail of ours."""


def hand_over(connection: Any, delivery: Delivery) -> None:
    """Give the mail to an open connection; raises what the server answers, or ValueError for what is no mail."""
    mail = compose(delivery, connection)
    if not isinstance(connection, EmailBackend):
        mail.send()
        return
    message: Any = mail.message()
    content = signed(message.as_bytes(linesep="\r\n"))
    receiver = sanitize_address(written(delivery.to), "utf-8")
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
    """Return the mail with a DKIM signature for each of our keys in front."""
    there = {line.split(b":", 1)[0].lower() for line in content.split(b"\r\n\r\n", 1)[0].split(b"\r\n")}
    names = [*(name for name in SIGNED if name in there), *ONCE]
    signatures = [
        dkim.sign(
            content,
            key.selector.encode(),
            mail_domain().encode("idna"),
            key.secret,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=names,
            signature_algorithm=key.algorithm,
        )
        for key in signing_keys()
    ]
    return b"".join([*signatures, content])
