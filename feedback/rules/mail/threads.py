"""To which ticket a mail belongs: by what this site signed, never by the subject or by what a stranger claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from feedback.rules.mail.addresses import read_addresses
from feedback.rules.refs import read_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedback.rules.mail.shapes import Mail

ENVELOPE = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to")
REF = re.compile(r"(?<![0-9A-Z-])[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z-])")
MAX_ADDRESSES = 100


class By(StrEnum):
    """What named the ticket, the strongest first."""

    ADDRESS = "address"
    IN_REPLY_TO = "in_reply_to"
    REFERENCES = "references"


@dataclass(frozen=True)
class Thread:
    """The ticket, what named it, and the very address or identifier."""

    ticket: str
    by: By
    why: str


def find_thread(
    mail: Mail,
    of_address: Callable[[str], str | None],
    of_message: Callable[[str], str | None],
) -> Thread | None:
    """The ticket that a signed address or one of our own signed Message-IDs names; the functions check signatures."""
    for address in recipients(mail):
        if ticket := of_address(address):
            return Thread(ticket, By.ADDRESS, address)
    for by, identifiers in ((By.IN_REPLY_TO, mail.in_reply_to), (By.REFERENCES, mail.references[::-1])):
        for identifier in identifiers:
            if ticket := of_message(identifier):
                return Thread(ticket, by, identifier)
    return None


def recipients(mail: Mail) -> Iterator[str]:
    """Every address that the mail was sent to; what the mail server noted comes first."""
    lines = [value for name in ENVELOPE for key, value in mail.headers.fields if key == name]
    noted = [item for value in lines for item in read_addresses(value)]
    people = [*noted, *mail.to, *mail.cc][:MAX_ADDRESSES]
    return iter(dict.fromkeys(person.address for person in people if "@" in person.address))


def suggestions(mail: Mail) -> list[str]:
    """Case numbers in the subject: a hint for an agent, never a reason to join."""
    found = (read_ref(match) for match in REF.findall(mail.subject.upper()))
    return list(dict.fromkeys(ref for ref in found if ref))[:5]
