"""Where an address of a mail leads, read as browsers read it and written so that they cannot read it otherwise."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

import idna

if TYPE_CHECKING:
    from urllib.parse import SplitResult

LONGEST = 2_000
LONGEST_PLACE = 320
WEB = frozenset({"http", "https"})
SCHEMES = WEB | {"mailto", "tel"}
PASSED_OVER = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\r\n]")
HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?")
COPIED_TO = ("to", "cc", "bcc")


class Link(NamedTuple):
    """The address to go to, and what to call the place: its host, or the addresses that it writes to."""

    address: str
    place: str


NOWHERE = Link("", "")


def link_of(written: str) -> Link:
    """Return where a link leads; NOWHERE for what is no link out of the mail."""
    plain = PASSED_OVER.sub("", written)[:LONGEST]
    with suppress(ValueError):
        parts = urlsplit(plain)
        if parts.scheme in WEB:
            return web_link(plain)
        if parts.scheme in SCHEMES and (place := _receivers(parts)):
            return Link(plain, place)
    return NOWHERE


def web_link(written: str) -> Link:
    r"""Return the address with the host that browsers take it to have: a `\` is a `/` to them, names before @ are none.

    Without those, and with the host in the letters of computers, the place that is told is the place one comes to.
    """
    plain = PASSED_OVER.sub("", written)
    head = re.split(r"[?#]", plain, maxsplit=1)[0]
    with suppress(ValueError):
        parts = urlsplit(head.replace("\\", "/") + plain[len(head) :])
        if parts.scheme in WEB and (host := _host(parts)):
            place = f"{host}:{parts.port}" if parts.port is not None else host
            return Link(urlunsplit(parts._replace(netloc=place)), host)
    return NOWHERE


def _host(parts: SplitResult) -> str:
    """Return the host as a browser looks it up, "" for what it would not look up; raises ValueError likewise."""
    name = parts.hostname or ""
    if "[" in parts.netloc:
        is_whole = re.fullmatch(r"(?:.*@)?\[[^\[\]]*\](?::\d*)?", parts.netloc)
        return f"[{IPv6Address(name)}]" if is_whole else ""
    name = idna.uts46_remap(unquote(name, errors="strict"), std3_rules=False, transitional=False)
    host = ".".join(map(_label, name.split(".")))
    if not HOST.fullmatch(host):
        return ""
    if NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        with suppress(OSError):
            return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
        return ""
    return host


def _label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()


def _receivers(parts: SplitResult) -> str:
    """Everybody whom a mail would go to, also those who stand behind the question mark."""
    found = [parts.path] if parts.scheme == "tel" else parts.path.split(",")
    if parts.scheme == "mailto":
        found += [value for name, value in parse_qsl(parts.query) if name.lower() in COPIED_TO]
    return ", ".join(unquote(name).strip() for name in found if name.strip())[:LONGEST_PLACE]
