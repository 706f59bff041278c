"""Make a mail of a row."""

from __future__ import annotations

from email.charset import BASE64, QP, Charset
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.models import Delivery, Nature
from notifications.queries.unsubscribing import stop_url
from notifications.rules.addresses import written

if TYPE_CHECKING:
    from collections.abc import Mapping

SUPPRESS = {"X-Auto-Response-Suppress": "All"}
BY_NATURE: Mapping[str, dict[str, str]] = {
    Nature.AUTOMATIC: {"Auto-Submitted": "auto-generated", **SUPPRESS},
    Nature.SECURITY: {"Auto-Submitted": "auto-generated", **SUPPRESS},
    Nature.NOTICE: {"Auto-Submitted": "auto-generated", **SUPPRESS},
    Nature.ANSWER: {"Auto-Submitted": "auto-replied", **SUPPRESS},
    Nature.PERSONAL: {},
}


def compose(delivery: Delivery, connection: Any = None) -> EmailMultiAlternatives:
    """Return the mail with all its headers; raises ValueError for what cannot stand in one."""
    mail = EmailMultiAlternatives(
        delivery.subject,
        delivery.text,
        to=[written(delivery.to)],
        reply_to=[delivery.reply_to] if delivery.reply_to else None,
        headers={"From": settings.DEFAULT_FROM_EMAIL, **_headers(delivery)},
        connection=connection,
    )
    if delivery.html:
        mail.attach_alternative(delivery.html, "text/html")
    if not (delivery.text + delivery.html).isascii():
        mail.encoding = _seven_bit(delivery.text)
    if has_null_sender(delivery):
        mail.from_email = ""
    return mail


def _seven_bit(text: str) -> Charset:
    """How other letters than ASCII travel: who passes on eight bits may recode them, and a signature breaks (RFC 6376).

    What is mostly ASCII stays readable as it is, anything else is shorter as base64.
    """
    charset = Charset("utf-8")
    charset.body_encoding = BASE64 if 4 * sum(letter > "\x7f" for letter in text) > len(text) else QP
    return charset


def has_null_sender(delivery: Delivery) -> bool:
    """Whether nobody may answer it by machine: what is itself an answer goes out with an empty envelope sender."""
    return delivery.nature == Nature.ANSWER


def _headers(delivery: Delivery) -> dict[str, str]:
    found = {"Message-ID": delivery.message_id, **BY_NATURE[delivery.nature]}
    if delivery.in_reply_to:
        found |= {"In-Reply-To": delivery.in_reply_to, "References": delivery.references}
    if delivery.topic:
        url = stop_url(topic=delivery.topic, address=delivery.to)
        found |= {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found
