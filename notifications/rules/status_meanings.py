"""What the status of a mail that came back means (RFC 3463)."""

from __future__ import annotations

import re
from enum import StrEnum

STATUS = re.compile(r"[245]\.(\d{1,3})\.(\d{1,3})")


class Meaning(StrEnum):
    """Why an address takes no mail, as far as the receiving server says."""

    NO_MAILBOX = "no_mailbox"
    NO_DOMAIN = "no_domain"
    MOVED = "moved"
    OFF = "off"
    FULL = "full"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNKNOWN = "unknown"


EXACT = {
    "1.1": Meaning.NO_MAILBOX,
    "1.2": Meaning.NO_DOMAIN,
    "1.3": Meaning.NO_MAILBOX,
    "1.6": Meaning.MOVED,
    "1.10": Meaning.NO_DOMAIN,
    "2.1": Meaning.OFF,
    "2.2": Meaning.FULL,
    "4.4": Meaning.NO_DOMAIN,
}
BY_SUBJECT = {"1": Meaning.NO_MAILBOX, "4": Meaning.UNREACHABLE, "7": Meaning.REFUSED}


def meaning_of(status: str) -> Meaning:
    """Return what a status such as 5.1.1 means, by its number or by its subject."""
    found = STATUS.fullmatch(status.strip())
    if found is None:
        return Meaning.UNKNOWN
    subject, detail = found.groups()
    return EXACT.get(f"{subject}.{detail}") or BY_SUBJECT.get(subject, Meaning.UNKNOWN)
