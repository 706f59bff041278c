"""Private links in mails: whoever has one may act as its receiver, so staff see that it is there, not what it is."""

from __future__ import annotations

import re

LINK = re.compile(r"https?://[^\s\"'<>]+")
# Tokens, signatures, reset keys and UUIDs are long and hold a capital or several digits; words in a path do not.
SECRET = re.compile(r"(?<=[/=])(?=[\w.~:%-]*(?:[A-Z]|\d[\w.~:%-]*\d[\w.~:%-]*\d))[\w.~:%-]{20,}")
MASK = "•••"


def masked(text: str) -> str:
    """Return the text with the secret parts of its links blotted out."""
    return LINK.sub(lambda link: _masked_link(link.group()), text)


def _masked_link(link: str) -> str:
    scheme, _sep, rest = link.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}" + SECRET.sub(MASK, slash + path)
