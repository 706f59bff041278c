"""RFC 2047 and RFC 2231: text in headers, also where the mail breaks the rules."""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote_to_bytes

from feedback.rules.mail.text.charsets import decode, decode_undeclared

MAX_FIELD = 64_000
MAX_JOINTS = 1_000
FOREIGN = bytes(byte for byte in range(256) if not (chr(byte).isalnum() and byte < 128) and byte not in b"+/")
WORD = re.compile(r"=\?([\w.:+*-]{1,60})\?([bBqQ])\?((?:[^?\n]|\?(?!=)){0,2000})\?=")
BROKEN_WORDS = re.compile(r"=\?([\w.:+-]{1,60})\?[bB]\?([A-Za-z0-9+/]*)\?=\s*=\?\1\?[bB]\?")
CUT_WORD = re.compile(r"=\?([\w.:+*-]{1,60})\?([bBqQ])\?([^?\s]*)\??$")
PARAMETER = re.compile(r";\s*([^\s=;\"]+)\s*=\s*(\"(?:[^\"\\]|\\.)*\"?|[^;]*)", re.DOTALL)
MISSING = re.compile(r"^([^\s;=\"]+)\s+(?=[\w*-]+=)")
NUMBERED = re.compile(r"^([^*]+)\*(\d{1,3})?(\*)?$")


def clean(text: str) -> str:
    """One line without control characters: nothing from a mail starts a header of its own."""
    spaced = re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text)
    return re.sub(r"[\ud800-\udfff]", "\ufffd", spaced).strip()


def decode_text(raw: bytes, *, fallback: str | None = None) -> str:
    """The text of an unstructured header; neighbours of one charset are joined before decoding."""
    text = BROKEN_WORDS.sub(_mend, raw[:MAX_FIELD].decode("ascii", "surrogateescape"))
    pieces: list[tuple[str | None, bytes]] = []
    end = 0
    for match in _words(text):
        gap = text[end : match.start()]
        if gap.strip() or not (pieces and pieces[-1][0]):
            pieces.append((None, gap.encode("ascii", "surrogateescape")))
        charset, kind, body = match.groups()
        pieces.append((charset.split("*")[0].lower(), _word_bytes(kind, body)))
        end = match.end()
    pieces.append((None, text[end:].encode("ascii", "surrogateescape")))
    return clean(_join(pieces, fallback))


def _mend(match: re.Match[str]) -> str:
    """Base64 that was cut anywhere is put together again; whole words stay as they are."""
    return match[0] if len(match[2]) % 4 == 0 else f"=?{match[1]}?B?{match[2]}"


def _words(text: str) -> list[re.Match[str]]:
    if "=?" not in text:
        return []
    found = list(WORD.finditer(text))
    cut = CUT_WORD.search(text, found[-1].end() if found else 0) if "=?" in text[-400:] else None
    return [*found, cut] if cut else found


def _join(pieces: list[tuple[str | None, bytes]], fallback: str | None) -> str:
    merged: list[tuple[str | None, bytes]] = []
    for charset, data in pieces:
        if charset and merged and merged[-1][0] == charset and not _whole(merged[-1][1], charset):
            merged[-1] = (charset, merged[-1][1] + data)
        else:
            merged.append((charset, data))
    return "".join(
        decode(data, charset) if charset else decode_undeclared(data, fallback) for charset, data in merged if data
    )


def _whole(data: bytes, charset: str) -> bool:
    """Stateful charsets end each word on their own; elsewhere a letter may be cut between two words."""
    return charset.startswith(("iso-2022", "hz", "utf-7", "utf-16")) or data.isascii()


def _word_bytes(kind: str, body: str) -> bytes:
    data = body.encode("ascii", "surrogateescape")
    if kind in "bB":
        return from_base64(data)
    data = data.replace(b"_", b" ")
    return re.sub(rb"=([0-9A-Fa-f]{2})", lambda match: bytes.fromhex(match[1].decode("ascii")), data)


def from_base64(data: bytes) -> bytes:
    """What can be had of base64: foreign letters are skipped, missing padding is added, parts are joined."""
    if b"-" in data or b"_" in data:
        data = data.replace(b"-", b"+").replace(b"_", b"/")
    ends = data.rstrip(b"=\r\n \t").count(b"=")
    if not 0 < ends <= MAX_JOINTS:
        return _base64_run(data.translate(None, FOREIGN))
    runs = re.split(rb"(?<!=)=+(?![ \t]*[^\sA-Za-z0-9+/]|[ \t]+\S)", data)
    return b"".join(_base64_run(run.split(b"=", 1)[0].translate(None, FOREIGN)) for run in runs)


def _base64_run(chunk: bytes) -> bytes:
    usable = chunk[: len(chunk) - 1] if len(chunk) % 4 == 1 else chunk
    return binascii.a2b_base64(usable + b"=" * (-len(usable) % 4))


def parameters(raw: bytes) -> dict[str, str]:
    """The parameters of a Content-Type or -Disposition, continued, encoded and mis-encoded ones too."""
    text = raw[:MAX_FIELD].decode("ascii", "surrogateescape")
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for match in PARAMETER.finditer(";" + MISSING.sub(r"\1;", text, count=1).partition(";")[2]):
        name, value = match[1].lower(), _unquote(match[2].strip())
        if numbered := NUMBERED.match(name):
            index = int(numbered[2] or 0)
            encoded = bool(numbered[3]) or numbered[2] is None
            pieces.setdefault(numbered[1], {})[index] = (encoded, value)
        else:
            plain.setdefault(name, value)
    decoded = {name: decode_text(value.encode("ascii", "surrogateescape")) for name, value in plain.items()}
    return decoded | {name: _continued(parts) for name, parts in pieces.items()}


def _unquote(value: str) -> str:
    if not value.startswith('"'):
        return value
    inner = value[1:-1] if value.endswith('"') and len(value) > 1 else value[1:]
    return re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL)


def _continued(parts: dict[int, tuple[bool, str]]) -> str:
    charset: str | None = None
    data = b""
    for index in sorted(parts):
        encoded, value = parts[index]
        if encoded and index == min(parts) and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        raw = value.encode("ascii", "surrogateescape")
        data += unquote_to_bytes(raw) if encoded else raw
    return clean(decode(data, charset))
