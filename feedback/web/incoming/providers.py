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
from feedback.rules.mail.intake.posted_reports import Told, read_reports
from feedback.rules.mail.limits import MAX_BYTES
from feedback.web.incoming.amazon import from_amazon, read_event
from feedback.web.incoming.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

OVERHEAD = 1_000_000
JSON = "application/json"
SIGNED = ("timestamp", "token", "signature")


class PasswordView(AnymailBaseWebhookView):  # type: ignore[misc]  # anymail has no types
    """Of anymail's own for these only the password's check is wanted: one warns at each use, one needs boto3."""

    esp_name = "by password"


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One sort of posts; the key is checked by a header before the body is read, or by the body's own signature."""

    view: Any
    key_name: str
    signs_body: bool
    most: int
    mail_in: Callable[[bytes, str], bytes | None]
    reports_in: Callable[[bytes], Told]
    asks_first: bool = False
    """Whether it shows its password only after a 401."""


def is_genuine(provider: Provider, key: str, request: HttpRequest, body: bytes = b"") -> bool:
    """Whether the post bears the provider's proof, compared in constant time."""
    shown = HttpRequest()
    shown.META = request.META
    shown.content_type = request.content_type
    try:
        if provider.signs_body and request.content_type == JSON:
            signature = json.loads(body)["signature"]
            shown.content_type, shown.POST = "", _query({name: str(signature[name]) for name in SIGNED})
        elif provider.signs_body:
            fields = fields_of(body, request.META.get("CONTENT_TYPE", ""))
            shown.POST = _query({name: fields[name].decode("ascii") for name in SIGNED})
        provider.view(**{provider.key_name: key}).run_validators(shown)
    except (AnymailWebhookValidationFailure, KeyError, RecursionError, TypeError, ValueError):
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


def reports_of(provider: str) -> Callable[[bytes], Told]:
    """Return the reader of what it posts."""
    return lambda body: read_reports(provider, lambda: json.loads(body))


def reports_of_amazon(body: bytes) -> Told:
    """What it tells comes wrapped and signed like its mails."""
    event = read_event(body)
    return Told() if event is None else read_reports("ses", lambda: event)


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
        reports_in=reports_of("mailgun"),
    ),
    "postmark": Provider(
        view=PostmarkInboundWebhookView,
        key_name="webhook_secret",
        signs_body=False,
        most=2 * MAX_BYTES + 5 * OVERHEAD,  # files come once in the raw mail and once beside it
        mail_in=from_postmark,
        reports_in=reports_of("postmark"),
    ),
    "sendgrid": Provider(
        view=PasswordView,
        key_name="webhook_secret",
        signs_body=False,
        most=MAX_BYTES + OVERHEAD,
        mail_in=from_sendgrid,
        reports_in=reports_of("sendgrid"),
    ),
    "ses": Provider(
        view=PasswordView,
        key_name="webhook_secret",
        signs_body=False,
        most=OVERHEAD,  # its notifications hold no more than a quarter of that
        mail_in=from_amazon,
        reports_in=reports_of_amazon,
        asks_first=True,
    ),
}
