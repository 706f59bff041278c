"""Which mails this site wrote itself, so that none of them comes back as a case."""

from __future__ import annotations

from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings

from feedback.queries.mail.signed_names import read_address, read_message_id
from feedback.rules.mail.judge import Signatures

if TYPE_CHECKING:
    from feedback.rules.mail.shapes import Mail


def signatures() -> Signatures:
    """What the judgement asks of this site."""
    return Signatures(of_address=ticket_of_address, of_message=ticket_of_message, is_own=is_own)


def is_own(mail: Mail) -> bool:
    """Whether it bears an identifier that we signed as its own, or one of our addresses as its sender."""
    if read_message_id(mail.message_id):
        return True
    sender = _untagged(mail.sender.address) if mail.sender else ""
    return bool(sender) and sender in own_addresses()


def own_addresses() -> set[str]:
    """The addresses under which the site writes and is written to."""
    found = (settings.MAIL_ADDRESS, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    return {_untagged(address) for address in found if "@" in address}


def ticket_of_address(address: str) -> str | None:
    """Return the case number that a signed address names."""
    named = read_address(address)
    return named.ref if named else None


def ticket_of_message(identifier: str) -> str | None:
    """Return the case number that a signed Message-ID names."""
    named = read_message_id(identifier)
    return named.ref if named else None


def _untagged(address: str) -> str:
    local, _at, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
