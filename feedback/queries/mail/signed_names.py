"""The addresses and Message-IDs that name a case, so that an answer finds its thread and nobody can forge one.

They keep to lower-case letters and digits, because mail servers may change the case of what they carry:
`help+k7q29xm4.<signature>@example.org` receives for a case, `help+k7q29xm4.7.<signature>@example.org` takes what
person 7 of the staff answers, and `<k7q29xm4.<anything>.<signature>@example.org>` is a Message-ID of ours.
"""

from __future__ import annotations

import base64
import re
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from feedback.rules.refs import read_ref
from feedback_site.kit.tokens import new_token

REPORTER, STAFF, MESSAGE = "mail-reporter", "mail-staff", "mail-message"
SIGNATURE = 20  # characters of base 32: 100 bits, within the 64 characters of a local part
LONGEST = 320
UNIQUE = 20


class Named(NamedTuple):
    """The case that an address or Message-ID names, and who of the staff may answer there."""

    ref: str
    person_id: int | None = None


def reporter_address(ref: str) -> str:
    """Return where the reporter's answers to a case go, or "" where no mail is received."""
    return _address(REPORTER, _short(ref))


def staff_address(ref: str, person_id: int) -> str:
    """Return where one person of the staff answers a case by mail, or "" where no mail is received."""
    return _address(STAFF, f"{_short(ref)}.{person_id}")


def new_message_id(ref: str, domain: str) -> str:
    """Return a new Message-ID, in angle brackets, that names the case."""
    unique = re.sub("[^a-z0-9]", "", new_token().lower())[:UNIQUE]
    return f"<{_signed(MESSAGE, f'{_short(ref)}.{unique}')}@{domain}>"


def read_address(address: str) -> Named | None:
    """Return what `anything+<signed>@anywhere` names, or None when this site did not write it.

    Some programs write the plus as in a link.
    """
    local = address[:LONGEST].rpartition("@")[0].lower().replace("%2b", "+")
    name = local.partition("+")[2]
    if (value := _opened(REPORTER, name)) and (ref := read_ref(value)):
        return Named(ref)
    ref, _, person = _opened(STAFF, name).partition(".")
    if (found := read_ref(ref)) and person.isascii() and person.isdigit():
        return Named(found, int(person))
    return None


def read_message_id(identifier: str) -> Named | None:
    """Return the case that one of our own Message-IDs names, with or without brackets; None for any other."""
    local = identifier[:LONGEST].strip("<> ").rpartition("@")[0].lower()
    ref = read_ref(_opened(MESSAGE, local).partition(".")[0])
    return Named(ref) if ref else None


def _address(purpose: str, value: str) -> str:
    local, at, domain = settings.MAIL_ADDRESS.rpartition("@")
    return f"{local}+{_signed(purpose, value)}@{domain}" if at else ""


def _short(ref: str) -> str:
    return ref.replace("-", "").lower()


def _signed(purpose: str, value: str) -> str:
    return f"{value}.{_signature(purpose, value)}"


def _opened(purpose: str, signed: str) -> str:
    """Return the value inside, or "" when the signature is not ours."""
    value, _, signature = signed.rpartition(".")
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    ours = value and any(constant_time_compare(signature, _signature(purpose, value, key)) for key in keys)
    return value if ours else ""


def _signature(purpose: str, value: str, key: str | None = None) -> str:
    digest = salted_hmac(f"huiyin.{purpose}", value, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:SIGNATURE]
