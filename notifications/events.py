"""What happens to addresses and to mails’ words; neither an address nor a word of a mail is written into the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class AddressUndeliverable(Event):
    """A mail came back for good, so nothing more goes there."""

    name: ClassVar[str] = "notifications.address_undeliverable"
    address_id: int
    status: str


@dataclass(frozen=True, kw_only=True)
class AddressLifted(Event):
    """Somebody of the staff lets mail go there again."""

    name: ClassVar[str] = "notifications.address_lifted"
    address_id: int


@dataclass(frozen=True, kw_only=True)
class MailsStopped(Event):
    """Somebody wants no more mails of a sort; known by the hash of the address."""

    name: ClassVar[str] = "notifications.mails_stopped"
    topic: str
    address_hash: str


@dataclass(frozen=True, kw_only=True)
class MailsStarted(Event):
    """Somebody who had stopped mails of a sort wants them again."""

    name: ClassVar[str] = "notifications.mails_started"
    topic: str
    address_hash: str


@dataclass(frozen=True, kw_only=True)
class MailTextSaved(Event):
    """Mails of a kind say something else in a language."""

    name: ClassVar[str] = "notifications.mail_text_saved"
    kind: str
    language: str


@dataclass(frozen=True, kw_only=True)
class MailTextReset(Event):
    """Mails of a kind say again what they said at first."""

    name: ClassVar[str] = "notifications.mail_text_reset"
    kind: str
    language: str
