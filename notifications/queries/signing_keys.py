"""The keys with which our mails are signed: RSA, which all understand, and Ed25519 (RFC 8463) beside it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BLOCK = re.compile(r"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----", re.DOTALL)
RSA, ED25519 = b"rsa-sha256", b"ed25519-sha256"


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """A key as the signer wants it, and its public half as it stands in the DNS."""

    selector: str
    algorithm: bytes
    secret: bytes = field(repr=False)
    public: str


def signing_keys() -> tuple[SigningKey, ...]:
    """Return those that are set, in their order; none where a provider signs. Raises ImproperlyConfigured.

    Mails wait meanwhile: a slip in the settings is no fault of theirs.
    """
    return _read(settings.MAIL_DKIM_KEY, settings.MAIL_DKIM_SELECTOR)


@lru_cache(maxsize=4)
def _read(keys: str, selectors: str) -> tuple[SigningKey, ...]:
    named = [name.strip() for name in selectors.split(",") if name.strip()]
    blocks = BLOCK.findall(keys)
    if keys.strip() and named and len(blocks) != len(named):
        raise ImproperlyConfigured("MAIL_DKIM_SELECTOR names as many selectors as MAIL_DKIM_KEY holds keys.")
    try:
        return tuple(_key(selector, block) for selector, block in zip(named, blocks, strict=False))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ImproperlyConfigured("MAIL_DKIM_KEY holds a key that cannot be read.") from error


def _key(selector: str, block: str) -> SigningKey:
    found = serialization.load_pem_private_key(block.encode(), password=None)
    if isinstance(found, Ed25519PrivateKey):
        public = found.public_key().public_bytes_raw()
        algorithm, secret = ED25519, base64.b64encode(found.private_bytes_raw())
    elif not isinstance(found, RSAPrivateKey):
        raise TypeError("neither RSA nor Ed25519")
    else:
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        public = found.public_key().public_bytes(serialization.Encoding.DER, form)
        algorithm, secret = RSA, block.encode()
    return SigningKey(
        selector=selector, algorithm=algorithm, secret=secret, public=base64.b64encode(public).decode("ascii")
    )
