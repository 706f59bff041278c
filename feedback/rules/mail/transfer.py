"""Transfer encodings, forgiving, and files written into the text itself: uuencode and yEnc."""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass
from itertools import islice

from feedback.rules.mail.text.words import from_base64

UU_BEGIN = re.compile(rb"(?:\A|(?<=\n))begin(?:-base64)? ([0-7]{3,4}) ([^\r\n]+)\r?\n")
UU_END = re.compile(rb"(?:\A|(?<=\n))(?:end|={4})[ \t]*(?:\r?\n|\Z)")
YENC_BEGIN = re.compile(rb"(?:\A|(?<=\n))=ybegin [^\r\n]*?name=([^\r\n]+)\r?\n")
YENC_END = re.compile(rb"(?:\A|(?<=\n))=yend[^\r\n]*(?:\r?\n|\Z)")
MAX_FILES = 30
BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_- \t\r\n"
UUENCODED = {"x-uuencode", "uuencode", "uue", "x-uue"}


@dataclass(frozen=True)
class InlineFile:
    """A file that was written into the text."""

    name: bytes
    content: bytes


def decode(raw: bytes, encoding: str) -> bytes:
    """The bytes of a part; an unknown encoding leaves them as they are."""
    label = encoding.strip().strip("\"'").lower().split(";")[0].split(" ")[0]
    if label in {"base64", "b", "x-base64"}:
        return _base64(raw)
    if label in {"quoted-printable", "q", "quoted_printable", "quotedprintable"}:
        return _quoted(raw)
    if label in UUENCODED:
        files, _ = extract_files(raw)
        return files[0].content if files else raw
    return raw


def _base64(raw: bytes) -> bytes:
    """Base64; plain text under that name is left alone."""
    text = raw.strip()
    sample = text[:100_000]
    if sample and len(sample.translate(None, BASE64)) * 8 >= len(sample):
        return raw
    if re.search(rb"[^\s=][ \t]+\S", text[:200]) and not re.match(rb"[A-Za-z0-9+/=]{16}", text):
        return raw
    return from_base64(text)


def _quoted(raw: bytes) -> bytes:
    """Quoted-printable; blanks at line ends are the transport's."""
    return quopri.decodestring(re.sub(rb"(?<![ \t])[ \t]+(?=\r?\n|\Z)", b"", raw))


def extract_files(text: bytes) -> tuple[list[InlineFile], bytes]:
    """Files inside a text, and the text without them."""
    files: list[InlineFile] = []
    rest: list[bytes] = []
    position = 0
    while len(files) <= MAX_FILES and (found := _next_file(text, position)):
        start, end, file = found
        rest.append(text[position:start])
        files.append(file)
        position = end
    return files, b"".join([*rest, text[position:]]) if files else text


def _next_file(text: bytes, position: int) -> tuple[int, int, InlineFile] | None:
    for begin, finish, read in ((UU_BEGIN, UU_END, _uu_lines), (YENC_BEGIN, YENC_END, _yenc_lines)):
        for start in islice(begin.finditer(text, position), MAX_FILES):
            end = finish.search(text, start.end())
            if end is None:
                break
            content = read(start, text[start.end() : end.start()])
            if content is not None:
                name = start[start.re.groups].strip()
                return start.start(), end.end(), InlineFile(name, content)
    return None


def _uu_lines(start: re.Match[bytes], body: bytes) -> bytes | None:
    if start[0].startswith(b"begin-base64"):
        return from_base64(body)
    data: list[bytes] = []
    for line in body.splitlines():
        try:
            data.append(_uu_line(line))
        except (binascii.Error, ValueError):
            return None
    return b"".join(data)


def _uu_line(line: bytes) -> bytes:
    """One line; some writers drop trailing blanks or add a checksum."""
    if not line.strip() or line[:1] == b"`":
        return b""
    size = (line[0] - 32) & 63
    letters = (size * 4 + 5) // 3
    if line[0] < 32 or line[0] > 96 or len(line) > letters + 8:
        raise ValueError(line[:20])
    return binascii.a2b_uu(line[:1] + line[1 : 1 + (size + 2) // 3 * 4].ljust((size + 2) // 3 * 4))


def _yenc_lines(_: re.Match[bytes], body: bytes) -> bytes:
    lines = [line.rstrip(b"\r") for line in body.split(b"\n") if not line.startswith(b"=ypart")]
    escaped = re.sub(rb"=(.)", lambda match: bytes([(match[1][0] - 64) % 256]), b"".join(lines), flags=re.DOTALL)
    return bytes((byte - 42) % 256 for byte in escaped)
