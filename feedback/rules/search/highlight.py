"""Where the words that were looked for stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedback.rules.search.terms import fold, is_joined, parts

WIDTH = 140
BEFORE = 40


@dataclass(frozen=True)
class Piece:
    """Some of a text, found or not."""

    text: str
    found: bool = False


def looked_for(query: str) -> list[str]:
    """Return what to look for in a text: words, runs of Chinese and their pairs, the longest first."""
    found = set()
    for part in parts(fold(query)):
        found.add(part)
        if is_joined(part):
            found.update(part[i : i + 2] for i in range(len(part) - 1))
    return sorted((word for word in found if len(word) > 1), key=lambda word: (-len(word), word))


def pieces(text: str, words: list[str]) -> list[Piece]:
    """Return the text in pieces, those that were looked for marked; together they are the text."""
    if not words:
        return [Piece(text)]
    folded, places = _folded(text)
    found, at = [], 0
    for match in _pattern(words).finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        if start < at:
            continue
        found += [Piece(text[at:start]), Piece(text[start:end], found=True)]
        at = end
    return [piece for piece in (*found, Piece(text[at:])) if piece.text]


def excerpt(text: str, words: list[str]) -> list[Piece]:
    """Return a line around the first of the words, or nothing where none stands."""
    line = " ".join(text.split())
    match = _pattern(words).search(line.lower()) if words else None
    if match is None:
        return []
    start = max(0, match.start() - BEFORE)
    cut = line[start : start + WIDTH]
    return pieces(("…" if start else "") + cut + ("…" if start + WIDTH < len(line) else ""), words)


def _pattern(words: list[str]) -> re.Pattern[str]:
    """A word is found by its beginning, Chinese anywhere."""
    return re.compile("|".join(re.escape(w) if is_joined(w) else rf"(?<![^\W_]){re.escape(w)}" for w in words))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the place that it came from."""
    folded, places = [], []
    for place, character in enumerate(text):
        for part in fold(character):
            folded.append(part)
            places.append(place)
    return "".join(folded), places
