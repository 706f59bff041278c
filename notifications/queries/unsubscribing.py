"""The link in a mail that stops its sort: it names the sort and the hash of the address, and is signed."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

from feedback_site.kit.tokens import sign, unsign
from notifications.rules.addresses import address_hash

PURPOSE = "mail-stop"


class Stop(NamedTuple):
    """What a link stops."""

    topic: str
    address_hash: str


def stop_url(*, topic: str, address: str) -> str:
    """Return the link that stops mails of this sort to the address."""
    token = sign(PURPOSE, f"{topic}.{address_hash(address)}")
    return f"{settings.SITE_URL}{reverse('notifications:stop', args=[token])}"


def read_stop(token: str) -> Stop | None:
    """Return what the link stops, or None when it is not ours."""
    try:
        topic, _, hashed = unsign(PURPOSE, token).partition(".")
    except signing.BadSignature:
        return None
    return Stop(topic, hashed)
