"""The terms by which a text is found: pairs of Chinese characters, and the beginnings of words.

A term is kept as a 32-bit number. Two terms that share one are so rare that a hit for nothing
turns up once in thousands of searches, while numbers take a third of the room that words take.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from datetime import datetime

MAX_QUERY = 100
MAX_TEXT = 60_000
MOST_TERMS = 4_000
MONTH = 30 * 86_400  # seconds
SHORTEST, LONGEST = 3, 15  # of the beginnings that find a word; shorter words are found whole
# Scripts without spaces between words; two characters that follow each other are a term.
_JOINED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
_PART = re.compile(rf"[{_JOINED}]+|[^\W_{_JOINED}]+")
_IS_JOINED = re.compile(rf"[{_JOINED}]")


def fold(text: str) -> str:
    """Return the text without what does not tell words apart: width, case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in plain if unicodedata.category(c) != "Mn"))


def parts(text: str) -> list[str]:
    """Return the words and the runs of Chinese in a folded text."""
    return _PART.findall(text)


def is_joined(part: str) -> bool:
    """Whether the part is a run of characters rather than a word."""
    return _IS_JOINED.match(part) is not None


def text_terms(text: str) -> set[int]:
    """Return all terms of a text."""
    found: set[str] = set()
    for part in set(parts(fold(text[:MAX_TEXT]))):
        if is_joined(part):
            found.update(part[i : i + 2] for i in range(len(part) - 1))
        elif len(part) > 1:
            found.add(part)
            found.update(part[:length] for length in range(SHORTEST, min(len(part), LONGEST) + 1))
        if len(found) > MOST_TERMS:
            break
    return {number(term) for term in found}


def query_terms(text: str) -> list[int]:
    """Return the terms that a ticket must have; none when the query is too short to look for."""
    return sorted({number(term) for part in parts(fold(text)) for term in _wanted(part)})


def number(term: str) -> int:
    """Return the term as a signed 32-bit number."""
    found = crc32(term.encode())
    return found - (1 << 32) if found >= 1 << 31 else found


def month_term(at: datetime) -> int:
    """Return the number of the thirty days in which a ticket was opened, kept among its terms.

    So the index knows which tickets of a month have a word, and a page needs no others.
    """
    return int(at.timestamp() // MONTH)


def _wanted(part: str) -> list[str]:
    if is_joined(part):
        return [part[i : i + 2] for i in range(len(part) - 1)]
    return [part] if len(part) > 1 else []
