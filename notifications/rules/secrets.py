"""Private links in mails: whoever has one may act as its receiver, so staff see that it is there, not what it is."""

from __future__ import annotations

import re
from urllib.parse import unquote

LINK = re.compile(r"https?://[^\s\"'<>]+")
SEGMENT = re.compile(r"(?<=[/=])[\w.~:%-]{20,}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:\d\d)")  # the spans that figures link to
DIGITS = 5  # tokens, signatures, reset keys and UUIDs hold a capital or many digits; words in a path do not
MASK = "•••"


def masked(text: str) -> str:
    """Return the text with the secret parts of its links blotted out."""
    return LINK.sub(lambda link: _masked_link(link.group()), text)


def _masked_link(link: str) -> str:
    scheme, _sep, rest = link.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}" + SEGMENT.sub(lambda segment: _masked_segment(segment.group()), slash + path)


def _masked_segment(segment: str) -> str:
    if MOMENT.fullmatch(unquote(segment)):
        return segment
    secret = any(c.isupper() for c in segment) or sum(c.isdigit() for c in segment) >= DIGITS
    return MASK if secret else segment
