"""The fields of a posted form as the bytes that came: decoding them would spoil a mail in another charset."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

MOST = 1_000
LONGEST_HEAD = 4_000
BOUNDARY = re.compile(r'boundary="?([^";,\s]{1,200})"?', re.IGNORECASE)
NAME = re.compile(rb';[ \t]*name="([^"\r\n]*)"')
ENCODED = "application/x-www-form-urlencoded"
BYTES = "latin-1"  # each byte is one letter in it


def fields_of(body: bytes, content_type: str) -> dict[str, bytes]:
    """Return the fields, of one name the last; raises ValueError for what is no form or has too many."""
    if content_type.partition(";")[0].strip().lower() == ENCODED:
        pairs = parse_qsl(body.decode(BYTES), keep_blank_values=True, encoding=BYTES, max_num_fields=MOST)
        return {name: value.encode(BYTES) for name, value in pairs}
    found = BOUNDARY.search(content_type)
    if found is None:
        raise ValueError("this is no form")
    parts = (b"\r\n" + body).split(b"\r\n--" + found[1].encode(), MOST + 1)[1:]
    if len(parts) > MOST:
        raise ValueError("too many fields")
    return dict(filter(None, map(_field, parts)))


def _field(part: bytes) -> tuple[str, bytes] | None:
    head, gap, content = part.partition(b"\r\n\r\n")
    named = NAME.search(head[:LONGEST_HEAD])
    return (named[1].decode(BYTES), content) if gap and named else None
