"""What the mail providers post, and how each proves that it is the one: anymail knows their ways."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from django.conf import settings
from django.http import HttpRequest, QueryDict

from feedback.rules.mail.intake.envelope import with_envelope
from feedback.rules.mail.intake.posted import fields_of
from feedback.rules.mail.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

OVERHEAD = 1_000_000
SIGNED = ("timestamp", "token", "signature")


class SendGridWebhookView(AnymailBaseWebhookView):  # type: ignore[misc]  # anymail has no types
    """Anymail's own warns at each use that nobody tries it; of it only the password's check is wanted."""

    esp_name = "SendGrid"


class UnreadableError(Exception):
    """It comes from the provider, and holds no mail: something is set wrongly there."""


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One sort of posts; the key is checked by a header before the body is read, or by the body's own signature."""

    view: Any
    key_name: str
    signs_body: bool
    most: int
    mail_in: Callable[[bytes, str], bytes]


def is_genuine(provider: Provider, key: str, request: HttpRequest, body: bytes = b"") -> bool:
    """Whether the post bears the provider's proof, compared in constant time."""
    shown = HttpRequest()
    shown.META = request.META
    shown.content_type = request.content_type
    try:
        if provider.signs_body:
            fields = fields_of(body, request.META.get("CONTENT_TYPE", ""))
            shown.POST = _query({name: fields[name].decode("ascii") for name in SIGNED})
        provider.view(**{provider.key_name: key}).run_validators(shown)
    except (AnymailWebhookValidationFailure, KeyError, ValueError):
        return False
    return True


def _query(values: dict[str, str]) -> Any:
    query = QueryDict(mutable=True)
    query.update(values)
    return query


def from_mailgun(body: bytes, content_type: str) -> bytes:
    """It posts the raw mail to addresses that end with “mime”."""
    fields = fields_of(body, content_type)
    if "body-mime" not in fields:
        raise UnreadableError("no body-mime: forward() the mail to the address that ends with mime")
    return with_envelope(fields["body-mime"], sender=_text(fields, "sender"), recipients=_listed(fields, "recipient"))


def from_sendgrid(body: bytes, content_type: str) -> bytes:
    """It posts the raw mail where “POST the raw, full MIME message” is on."""
    fields = fields_of(body, content_type)
    if "email" not in fields:
        raise UnreadableError("no email: switch “POST the raw, full MIME message” on")
    envelope = json.loads(fields.get("envelope", b"{}"))
    return with_envelope(fields["email"], sender=envelope.get("from"), recipients=envelope.get("to", []))


def from_postmark(body: bytes, _content_type: str) -> bytes:
    """It posts the raw mail where “Include raw email content” is on; else one is rebuilt from what it read."""
    event = json.loads(body)
    if "RawEmail" in event:
        raw = event["RawEmail"].encode("utf-8", "replace")
    else:
        view = PostmarkInboundWebhookView(webhook_secret=settings.MAIL_WEBHOOK_SECRET)
        raw = view.esp_to_anymail_event(event).message.as_bytes(policy=SMTP)
    first = (event.get("Headers") or [{}])[0]
    sender = first["Value"] if first.get("Name", "").lower() == "return-path" else None
    recipient = event.get("OriginalRecipient")
    return with_envelope(raw, sender=sender, recipients=[recipient] if recipient else [])


def _text(fields: dict[str, bytes], name: str) -> str | None:
    return fields[name].decode("utf-8", "replace") if name in fields else None


def _listed(fields: dict[str, bytes], name: str) -> list[str]:
    return [part for part in (_text(fields, name) or "").split(",") if part.strip()]


PROVIDERS = {
    "mailgun": Provider(
        view=MailgunInboundWebhookView,
        key_name="webhook_signing_key",
        signs_body=True,
        most=MAX_BYTES * 3 // 2 + OVERHEAD,  # letters that a form escapes
        mail_in=from_mailgun,
    ),
    "postmark": Provider(
        view=PostmarkInboundWebhookView,
        key_name="webhook_secret",
        signs_body=False,
        most=2 * MAX_BYTES + 5 * OVERHEAD,  # files come once in the raw mail and once beside it
        mail_in=from_postmark,
    ),
    "sendgrid": Provider(
        view=SendGridWebhookView,
        key_name="webhook_secret",
        signs_body=False,
        most=MAX_BYTES + OVERHEAD,
        mail_in=from_sendgrid,
    ),
}
