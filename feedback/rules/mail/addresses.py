"""Who wrote to whom: names and addresses of a header field, however it was written."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

import idna

from feedback.rules.mail.text.words import MAX_FIELD, clean, decode_text

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|\((?:[^()\\]|\\.)*\)?|<[^>]*>?|[,;:]|[^\s",;:()<]+|\s+', re.DOTALL)
ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]@]{1,128}@[^\s<>\"',;:()@]+")
MAX_ADDRESSES = 500


@dataclass(frozen=True)
class Address:
    """A person's name, maybe empty, and their address, maybe empty when only a name was given."""

    name: str
    address: str


def read_addresses(raw: bytes | None, around: str | None = None) -> list[Address]:
    """Every address of a field; groups are dissolved, comments are names of the nameless; `around` is a charset."""
    found: list[Address] = []
    pending: list[str] = []
    addressed = False
    for piece in TOKEN.findall((raw or b"")[:MAX_FIELD].decode("ascii", "surrogateescape")):
        if len(found) >= MAX_ADDRESSES:
            break
        if piece == ":" and not addressed:
            pending = []
        elif piece in {",", ";"}:
            found += _one(pending, around)
            pending = []
            addressed = False
        else:
            pending.append(piece)
            addressed = addressed or "@" in piece or piece.startswith("<")
    return found + _one(pending, around)


def _one(tokens: list[str], around: str | None) -> list[Address]:
    angle = next((token for token in reversed(tokens) if token.startswith("<")), None)
    comments = [token.strip("()") for token in tokens if token.startswith("(")]
    others = [token for token in tokens if not token.startswith(("<", "("))]
    if angle is not None:
        name = _name(others, around) or _name(comments, around)
        return [Address(name, address_text(angle.strip("<>")))]
    text = "".join(others).strip()
    if not text:
        return []
    if "@" not in text:
        return (
            [Address(_name(others, around), "")] if text.startswith(('"', "=?")) else [Address("", address_text(text))]
        )
    words = text.split()
    address = next((word for word in reversed(words) if "@" in word), text)
    name = " ".join(word for word in words if word != address)
    if text.startswith('"') and text.endswith('"') and (match := ADDRESS.search(text)):
        return [Address("", match[0])]
    return [Address(_name([name], around) or _name(comments, around), address_text(address))]


def _name(tokens: list[str], around: str | None) -> str:
    text = re.sub(r"\s+", " ", "".join(_bare(token) for token in tokens)).strip()
    return decode_text(text.encode("ascii", "surrogateescape"), fallback=around).strip("\"'")


def _bare(token: str) -> str:
    if not token.startswith('"'):
        return token
    return re.sub(r"\\(.)", r"\1", token.removeprefix('"').removesuffix('"'))


def address_text(text: str) -> str:
    """The bare address: no route, no blanks, encoded words decoded."""
    raw = text.encode("ascii", "surrogateescape") if text.isascii() or _carried(text) else text.encode()
    plain = clean(decode_text(raw)).strip(" <>\"'").removeprefix("mailto:")
    if plain.startswith("@") and ":" in plain:
        plain = plain.rpartition(":")[2]
    return re.sub(r"\s+", "", plain)[:320]


def spellings(address: str) -> set[str]:
    """The address as people write its domain and as the DNS does: a form knows the one, mails bring the other."""
    local, _at, domain = address.rpartition("@")
    found = {address}
    with suppress(idna.IDNAError, UnicodeError):
        written = idna.encode(domain, uts46=True).decode()
        found |= {f"{local}@{written}", f"{local}@{idna.decode(written)}"}
    return found


def _carried(text: str) -> bool:
    return all(letter < "\x80" or "\udc80" <= letter <= "\udcff" for letter in text)
