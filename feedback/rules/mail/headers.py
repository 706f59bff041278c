"""The header fields of a mail or a part, as they came and decoded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from feedback.rules.mail.limits import MAX_HEADER_BYTES, MAX_HEADERS, TooMuch
from feedback.rules.mail.text import words

KNOWN = re.compile(
    rb"(from|to|cc|subject|date|message-id|mime-version|content-[a-z-]{2,30}|reply-to|in-reply-to|references|sender)"
    rb"[ \t]*:",
    re.IGNORECASE,
)
FIELD_OR_BLANK = re.compile(rb"(?m)^(?:[A-Za-z][A-Za-z0-9-]{0,60}:|\r?$)(?!\Z)")
END_WITHOUT_BODY = 4_000
NAME = re.compile(rb"[^\x00-\x20\x7f:][^\x00-\x1f\x7f:]{0,200}")


@dataclass(frozen=True)
class Headers:
    """Fields in their order; names are lower case, values raw and unfolded."""

    fields: tuple[tuple[str, bytes], ...] = field(default=())

    def raw(self, name: str) -> bytes | None:
        return next((value for key, value in self.fields if key == name), None)

    def all(self, name: str) -> list[str]:
        return [words.decode_text(value) for key, value in self.fields if key == name]

    def text(self, name: str, *, around: str | None = None) -> str:
        return words.decode_text(self.raw(name) or b"", fallback=around)

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.fields)


def read_headers(data: bytes, start: int) -> tuple[Headers, int]:
    """The fields from `start` on, and where the body begins."""
    fields: list[tuple[str, list[bytes]]] = []
    position = start
    while position < len(data):
        end = data.find(b"\n", position)
        end = len(data) if end < 0 else end + 1
        line = data[position:end].rstrip(b"\r\n")
        if not line.strip(b" \t\0"):
            if not (line and (_goes_on(data, end) or _new_field(data, end, fields))):
                position = end
                break
        elif line[:1] in b" \t":
            if fields:
                fields[-1][1].append(line)
        elif not _take(line, fields, last=_is_last(data, position)):
            break
        position = end
        if len(fields) > MAX_HEADERS or position - start > MAX_HEADER_BYTES:
            raise TooMuch("headers", MAX_HEADERS)
    return Headers(tuple((name, _unfold(lines)) for name, lines in fields)), position


def _goes_on(data: bytes, position: int) -> bool:
    """After a line of blanks: whether another folded line follows rather than a body."""
    return data[position : position + 1] in {b" ", b"\t"} and bool(data[position : position + 80].strip())


def _new_field(data: bytes, position: int, fields: list[tuple[str, list[bytes]]]) -> bool:
    """After a line of blanks: whether a field follows that every mail has and this one has not yet."""
    match = KNOWN.match(data, position)
    return match is not None and match[1].decode("ascii").lower() not in {name for name, _ in fields}


def _is_last(data: bytes, position: int) -> bool:
    """Whether neither a field nor a blank line follows: then what is no field is all there is of the body."""
    return len(data) - position < END_WITHOUT_BODY and not FIELD_OR_BLANK.search(data, position)


def _take(line: bytes, fields: list[tuple[str, list[bytes]]], *, last: bool) -> bool:
    """A field; or an envelope line, passed over; or a line that somebody forgot to fold. Else the body begins."""
    name, colon, value = line.partition(b":")
    if colon and len(name) < 1_000 and NAME.fullmatch(name.rstrip(b" \t")):
        fields.append((name.rstrip(b" \t").decode("latin-1").lower(), [value]))
        return True
    if line.startswith((b"From ", b">From ")):
        return True
    if fields and not last and not line.startswith(b"--"):
        fields[-1][1].append(b" " + line)
        return True
    return False


def _unfold(lines: list[bytes]) -> bytes:
    return b"".join(line.replace(b"\r", b" ") for line in lines).replace(b"\0", b"").strip()


@dataclass(frozen=True)
class ContentType:
    """What a part says it is."""

    kind: str
    parameters: dict[str, str]


def content_type(headers: Headers, default: str) -> ContentType:
    """The last one counts; a semicolon may be missing."""
    raw = next((value for name, value in reversed(headers.fields) if name == "content-type"), b"")
    kind = re.split(rb";|\s+(?=[\w*-]+=)", raw, maxsplit=1)[0].decode("latin-1").strip().lower()
    kind = re.sub(r"\([^)]*\)|\s", "", kind)
    if not re.fullmatch(r"[\w.+-]+/[\w.+*-]+", kind):
        kind = {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}.get(kind, default)
    return ContentType(kind, words.parameters(raw))


def disposition(headers: Headers) -> tuple[str, dict[str, str]]:
    raw = headers.raw("content-disposition") or b""
    return raw.partition(b";")[0].decode("latin-1").strip().lower(), words.parameters(raw)
