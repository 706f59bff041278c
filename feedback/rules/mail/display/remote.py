"""Pictures that lie elsewhere: where from, and how one of them is asked for."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feedback.rules.mail.display.links import PASSED_OVER, web_link

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
ELSEWHERE = re.compile(r"https?:|[/\\]{2}", re.IGNORECASE)
MOST_ASKED = 200


@dataclass(frozen=True)
class Asking:
    """The address of the same page with the n-th picture too, and the words of the link to it."""

    address: Callable[[int], str]
    words: str


def is_remote(source: str) -> bool:
    """Whether showing the picture would fetch it from somewhere, as browsers read the address."""
    return ELSEWHERE.match(PASSED_OVER.sub("", source)) is not None


def address_of(source: str) -> str:
    """Return from where a browser would fetch the picture, "" where it would not find the host."""
    plain = PASSED_OVER.sub("", source)
    return web_link(plain if plain[:1] not in "/\\" else f"https:{plain}").address


def origin_of(address: str) -> str:
    """Return the scheme, host and port of such an address as a content policy names them, "" where it cannot."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return f"{parts.scheme}://{parts.netloc}" if HOST.fullmatch(host) else ""


def placeholder(words: str, origin: str) -> str:
    """What stands where a picture is blocked: its words, and whom showing it would tell."""
    told = " · ".join(filter(None, (words, origin.partition("://")[2])))
    return f'<span class="picture">▨ {html.escape(told)}</span>'


def ask_link(asking: Asking, number: int) -> str:
    """Return the link that shows this one picture."""
    return f' <a class="ask" href="{html.escape(asking.address(number))}">{html.escape(asking.words)}</a>'
