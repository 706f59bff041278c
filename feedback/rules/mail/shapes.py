"""A mail as it was read: everything decoded, nothing trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.rules.mail.addresses import Address
    from feedback.rules.mail.headers import Headers


@dataclass(frozen=True)
class Part:
    """One part that holds something; `inline` pictures are shown where `content_id` says."""

    type: str
    name: str
    content: bytes = field(repr=False)
    text: str | None = field(default=None, repr=False)
    content_id: str = ""
    inline: bool = False
    attached: bool = False
    message: Mail | None = None

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True)
class Mail:
    """What a mail says; `message_id` and `date` are empty when it does not say."""

    subject: str
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    date: datetime | None
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str = field(repr=False)
    html: str = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    headers: Headers = field(repr=False)
    type: str = "text/plain"
    type_parameters: dict[str, str] = field(default_factory=dict, repr=False)
    fingerprint: str = ""
    """Stands in for a missing Message-ID: the same mail by two ways has the same one."""

    def walk(self) -> list[Part]:
        """Every part, those of nested mails too."""
        found: list[Part] = []
        for part in self.parts:
            found.append(part)
            if part.message:
                found += part.message.walk()
        return found
