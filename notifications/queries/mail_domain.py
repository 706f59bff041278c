"""The domain that our mails come from."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings


def sender_address() -> str:
    """Return the bare address of the sender."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def mail_domain() -> str:
    """Return its domain, in lower case."""
    return sender_address().rpartition("@")[2].lower() or "localhost"
