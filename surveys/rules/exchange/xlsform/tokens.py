"""Takes an XPath expression, as XLSForm has them, apart into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_LENGTH = 8_000
TOKEN = re.compile(
    r"""\s*(?:
    (?P<variable>\$\{\s*(?:last-saved\#)?[^{}\s]+\s*\})
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<number>\d+(?:\.\d+)?|\.\d+)
  | (?P<sign><=|>=|!=|[=<>+*,()-])
  | (?P<self>\.(?![\w./]))
  | (?P<name>[A-Za-z_][\w:-]*)
    )""",
    re.VERBOSE,
)


class NotCarried(Exception):  # noqa: N818 - a refusal, not an accident
    """An expression, or a part of it, that has no counterpart."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression; `kind` is the group of the pattern that found it."""

    kind: str
    text: str


def tokens_of(source: str) -> list[Token]:
    """All tokens; raises NotCarried where something stands that is none."""
    if len(source) > MAX_LENGTH:
        raise NotCarried(source[:60])
    found: list[Token] = []
    at, end = 0, len(source.rstrip())
    while at < end:
        match = TOKEN.match(source, at)
        if match is None or match.lastgroup is None:
            raise NotCarried(source[at : at + 60].strip())
        found.append(Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found
