"""A mail as its writer made it look, safe to be shown."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from feedback.queries.incoming.contents import raw_of
from feedback.rules.mail.display.shown import Shown, shown
from feedback.rules.mail.parse import parse

if TYPE_CHECKING:
    from collections.abc import Collection

    from feedback.models import IncomingMail
    from feedback.rules.mail.display.remote import Asking
    from feedback.rules.mail.shapes import Mail

LARGEST_PICTURE = 2_000_000
ALL_PICTURES = 8_000_000
BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\xff\xd8\xff": "image/jpeg",
}


def as_written(
    mail: IncomingMail, *, with_remote: bool = False, wanted: Collection[int] = (), asking: Asking | None = None
) -> Shown:
    """Return the mail's page; empty where there is none or it cannot be read."""
    try:
        read = parse(raw_of(mail))
    except Exception:  # noqa: BLE001 -- what broke the reader once must not break the page that shows it
        return Shown("", 0, is_cut=False)
    return shown(read.html, pictures=pictures_of(read), with_remote=with_remote, wanted=wanted, asking=asking)


def pictures_of(mail: Mail) -> dict[str, str]:
    """Return the mail's own pictures as data: addresses by Content-ID; by their bytes alone."""
    found: dict[str, str] = {}
    room = ALL_PICTURES
    for part in mail.parts:
        name = part.content_id.strip("<> ")
        kind = _kind(part.content)
        if not (name and kind) or name in found or part.size > min(LARGEST_PICTURE, room):
            continue
        room -= part.size
        found[name] = f"data:{kind};base64,{base64.b64encode(part.content).decode()}"
    return found


def _kind(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning)), "")
