"""Pictures that lie elsewhere: where from, and how one of them is asked for."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
MOST_ASKED = 200


@dataclass(frozen=True)
class Asking:
    """The address of the same page with the n-th picture too, and the words of the link to it."""

    address: Callable[[int], str]
    words: str


def is_remote(source: str) -> bool:
    """Whether showing the picture would fetch it from somewhere."""
    return source[:8].lower().startswith(("http://", "https://", "//"))


def origin_of(source: str) -> str:
    """Return the scheme, host and port as a content policy names them, "" where it cannot."""
    try:
        parts = urlsplit(source)
        host, port = (parts.hostname or "").encode("idna").decode().lower(), parts.port
    except (ValueError, UnicodeError):
        return ""
    if not HOST.fullmatch(host):
        return ""
    return f"{parts.scheme.lower() or 'https'}://{host}{f':{port}' if port else ''}"


def placeholder(words: str, origin: str) -> str:
    """What stands where a picture is blocked: its words, and whom showing it would tell."""
    told = " · ".join(filter(None, (words, origin.partition("://")[2])))
    return f'<span class="picture">▨ {html.escape(told)}</span>'


def ask_link(asking: Asking, number: int) -> str:
    """Return the link that shows this one picture."""
    return f' <a class="ask" href="{html.escape(asking.address(number))}">{html.escape(asking.words)}</a>'
