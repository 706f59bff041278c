"""Make a mail of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.models import Delivery, Nature
from notifications.queries.unsubscribing import stop_url

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
        to=[delivery.to],
        reply_to=[delivery.reply_to] if delivery.reply_to else None,
        headers={"From": settings.DEFAULT_FROM_EMAIL, **_headers(delivery)},
        connection=connection,
    )
    if delivery.html:
        mail.attach_alternative(delivery.html, "text/html")
    if has_null_sender(delivery):
        mail.from_email = ""
    return mail


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
