"""Whether words that are to go out repeat what only colleagues may read.

Folding a quotation follows the habits of mail programs and may be wrong; this looks at the words themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.rules.mail.replies.lines import Line, sort_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

WINDOW = 16
SHORTEST = 6
HISTORY = (Line.QUOTE, Line.INTRODUCTION, Line.HEADER, Line.ORIGINAL)


def has_history(words: str) -> bool:
    """Whether a line looks like something quoted or forwarded."""
    return any(kind in HISTORY for kind in sort_lines(words.split("\n")))


def repeats(words: str, secrets: Iterable[str]) -> bool:
    """Whether sixteen letters in a row, or the whole of a shorter secret, stand in the words too.

    Spaces, signs, quote marks and line breaks do not count, so that a quotation wrapped anew is still known.
    """
    said = _bare(words)
    windows = {said[start : start + WINDOW] for start in range(len(said) - WINDOW + 1)}
    return any(_found(_bare(secret), said, windows) for secret in secrets)


def _found(secret: str, said: str, windows: set[str]) -> bool:
    if len(secret) < WINDOW:
        return len(secret) >= SHORTEST and secret in said
    return any(secret[start : start + WINDOW] in windows for start in range(len(secret) - WINDOW + 1))


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
