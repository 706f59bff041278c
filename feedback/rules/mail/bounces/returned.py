"""Which mail a bounce sends back, by the Message-ID of what it encloses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedback.rules.mail.shapes import Mail

LINE = re.compile(r"^message-id:\s*<([^<>\s]{1,300})>", re.IGNORECASE | re.MULTILINE)
HEADERS = {"text/rfc822-headers", "message/rfc822-headers"}
MOST = 5
TEXT = 200_000


def returned_ids(mail: Mail) -> tuple[str, ...]:
    """The identifiers of enclosed mails, of enclosed headers, and of headers that stand in the report's text."""
    found = [part.message.message_id for part in mail.parts if part.message]
    texts = [part.text or part.content[:TEXT].decode("latin-1") for part in mail.parts if part.type in HEADERS]
    for text in [*texts, mail.text]:
        found += LINE.findall(text[:TEXT])
    return tuple(dict.fromkeys(item for item in found if item))[:MOST]
