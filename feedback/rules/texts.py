"""How a message becomes a subject, and what a text may not hold."""

from __future__ import annotations

import unicodedata

SUBJECT_LENGTH = 80
KEPT = "\n\t"
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters of Hangul and Braille that are drawn as nothing


def clean(text: str) -> str:
    """Return the text without control characters (PostgreSQL takes no NUL) and outer space."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def is_blank(text: str) -> bool:
    """Whether there is nothing to see: only spaces, marks without a width, and fillers."""
    return all(unicodedata.category(c)[0] in "CZ" or c in FILLERS for c in text)


def subject_of(body: str) -> str:
    """Return the first line, cut at a word where there are words."""
    line = next((" ".join(part.split()) for part in body.splitlines() if part.strip()), "")
    if len(line) <= SUBJECT_LENGTH:
        return line
    at_word = line[:SUBJECT_LENGTH].rpartition(" ")[0]
    return (at_word if len(at_word) > SUBJECT_LENGTH // 2 else line[: SUBJECT_LENGTH - 1]) + "…"
