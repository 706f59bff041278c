"""Amazon SES posts by way of its notification service, which signs what it says and wants to be confirmed once."""

from __future__ import annotations

import base64
import binascii
import json
from functools import lru_cache
from http import HTTPStatus
from http.client import HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

import structlog
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509 import load_pem_x509_certificate
from django.core.exceptions import PermissionDenied

from feedback.rules.mail.intake.amazon import CERTIFICATE, CONFIRMATION, NOTIFICATION, is_amazons, text_to_sign
from feedback.rules.mail.intake.envelope import with_envelope
from feedback.web.incoming.unreadable import UnreadableError

log = structlog.get_logger(__name__)
PATIENCE = 5.0
MOST = 50_000
HASHES = {"1": SHA1, "2": SHA256}
NO_EVENT = "Successfully validated SNS topic"


def from_amazon(body: bytes, _content_type: str) -> bytes | None:
    """Return the raw mail of a receipt rule whose action is SNS; None when nothing came but a word of the service."""
    event = read_event(body)
    if event is None:
        return None
    content, receipt, mail = event.get("content"), event["receipt"], event["mail"]
    if content is None:
        raise UnreadableError("no content: let the receipt rule's action be SNS, which posts the mail itself")
    encoding = str(receipt.get("action", {}).get("encoding", "")).upper()
    lines = "".join(content.split())  # some who encode break their lines
    raw = base64.b64decode(lines, validate=True) if encoding == "BASE64" else content.encode("utf-8", "replace")
    return with_envelope(raw, sender=mail.get("source"), recipients=receipt.get("recipients", []))


def read_event(body: bytes) -> Any:
    """Return what SES tells in a signed notification; confirm a subscription; raises PermissionDenied for a forgery."""
    message = json.loads(body)
    if not isinstance(message, dict):
        raise UnreadableError("no message of Amazon's notification service")
    _prove(message)
    if message["Type"] == CONFIRMATION:
        _confirm(message)
    if message["Type"] != NOTIFICATION or message["Message"].startswith(NO_EVENT):
        return None
    return json.loads(message["Message"])


def _prove(message: dict[str, Any]) -> None:
    url, kind = message.get("SigningCertURL"), HASHES.get(str(message.get("SignatureVersion")))
    if not isinstance(url, str) or kind is None or not is_amazons(url, CERTIFICATE):
        raise PermissionDenied
    key = _key(url)
    try:
        key.verify(base64.b64decode(message["Signature"], validate=True), text_to_sign(message), PKCS1v15(), kind())
    except (InvalidSignature, KeyError, TypeError, binascii.Error) as error:
        raise PermissionDenied from error


@lru_cache(maxsize=8)
def _key(url: str) -> RSAPublicKey:
    """Ask the service for its certificate: TLS proves whose it is."""
    try:
        found = load_pem_x509_certificate(_asked(url)).public_key()
    except ValueError as error:
        raise UnreadableError("the service's certificate cannot be read") from error
    if not isinstance(found, RSAPublicKey):
        raise UnreadableError("the service's certificate is of another kind")
    return found


def _confirm(message: dict[str, Any]) -> None:
    """Say yes to a subscription: whoever asks knows our password, and the address is the service's own."""
    if not is_amazons(message["SubscribeURL"]):
        raise PermissionDenied
    _asked(message["SubscribeURL"])
    log.info("mail_subscription_confirmed", topic=message.get("TopicArn"))


def _asked(url: str) -> bytes:
    parts = urlsplit(url)
    line = HTTPSConnection(parts.hostname or "", timeout=PATIENCE)
    try:
        line.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path)
        answer = line.getresponse()
        content = answer.read(MOST)
    except (OSError, HTTPException) as error:
        raise UnreadableError("the notification service cannot be asked now") from error
    finally:
        line.close()
    if answer.status != HTTPStatus.OK:
        raise UnreadableError(f"the notification service answered {answer.status}")
    return content
