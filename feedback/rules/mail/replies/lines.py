"""Sorts the lines of a mail: words, blanks, quotes, introductions, header blocks, separators, signatures of devices."""

from __future__ import annotations

import re
from enum import StrEnum

from feedback.rules.mail.replies import words

MAX_LINE = 1_000
FENCE = re.compile(r"^\s*(?:```|~~~)")


class Line(StrEnum):
    """What a line is."""

    TEXT = "t"
    BLANK = "e"
    QUOTE = "q"
    INTRODUCTION = "b"
    HEADER = "h"
    ORIGINAL = "o"
    SIGNATURE = "d"
    RULE = "r"
    DEVICE = "s"


def sort_lines(lines: list[str]) -> list[Line]:
    kinds: list[Line] = []
    fenced = False
    while len(kinds) < len(lines):
        index = len(kinds)
        if FENCE.match(lines[index]) and (fenced or any(FENCE.match(line) for line in lines[index + 1 : index + 200])):
            fenced = not fenced
            kinds.append(Line.TEXT)
        elif fenced:
            kinds.append(Line.TEXT)
        elif count := introduction(lines, index):
            kinds += [Line.INTRODUCTION] * count
        elif count := header_block(lines, index):
            kinds += [Line.HEADER] * count
        else:
            kinds.append(_one(lines[index][:MAX_LINE]))
    return kinds


def _one(line: str) -> Line:
    for kind, pattern in (
        (Line.ORIGINAL, words.ORIGINAL),
        (Line.QUOTE, words.QUOTE),
        (Line.SIGNATURE, words.SIGNATURE),
        (Line.RULE, words.RULE),
    ):
        if pattern.match(line):
            return kind
    if not line.strip():
        return Line.BLANK
    short = len(line) < 160
    return Line.DEVICE if short and (words.DEVICE.match(line) or words.DEVICE_ALONE.match(line)) else Line.TEXT


def introduction(lines: list[str], index: int) -> int:
    """How many lines from here on introduce a quotation (`On …, … wrote:`), or 0."""
    first = lines[index].strip()
    if words.BARE_DATE.match(first[:200]):
        return 1
    if not first or first.startswith(">") or len(first) > 300:
        return 0
    starts = bool(words.START.match(first[:200]))
    joined = ""
    for count, line in enumerate(lines[index : index + (5 if starts else 1)], 1):
        joined = f"{joined} {line.strip()}".strip()
        if not line.strip() or len(joined) > 500 or (count > 1 and _ends_introduction(line.strip())):
            break
        if introduces(joined, starts=starts):
            return count
    return 0


def _ends_introduction(line: str) -> bool:
    return line.startswith((">", "--")) and not line.startswith(">:")


def introduces(text: str, *, starts: bool) -> bool:
    """Whether a text ends in a colon after somebody wrote at some time."""
    plain = re.sub(r"[\s*_\u200e\u200f]+$", "", text)
    if not plain.endswith((":", "：")):
        return False
    verb = bool(words.VERB.search(plain))
    date = bool(words.DATE.search(plain))
    address = bool(words.ADDRESS.search(plain))
    if verb and len(plain) > 12:
        return (
            (starts and (date or address))
            or (date and address)
            or (address and bool(re.search(r"(?:wrote|写道) ?[:：]$", plain)))
        )
    return starts and date and address and plain[-2:-1] in {">", ")", "]"}


def header_block(lines: list[str], index: int) -> int:
    """How many lines from here on are the headers of a quoted mail, or 0."""
    if not words.HEADER.match(lines[index][:200]):
        return 0
    keys: set[str] = set()
    sender = False
    end = index
    for position in range(index, min(index + 16, len(lines))):
        line = lines[position]
        if match := words.HEADER.match(line[:200]):
            keys.add(match["key"].lower())
            sender = sender or bool(match["from"])
            end = position + 1
        elif not line.strip() and position + 1 < len(lines) and words.HEADER.match(lines[position + 1][:200]) and keys:
            continue
        elif not line.strip() or position - end >= 2:
            break
    quoted = lines[index].lstrip().startswith(">")
    return _with_folded(lines, end) - index if len(keys) >= 3 and sender and not quoted else 0


def _with_folded(lines: list[str], end: int) -> int:
    """A last header may run on until the blank line."""
    folded = end
    while folded < min(len(lines), end + 3) and lines[folded].strip() and not words.QUOTE.match(lines[folded]):
        folded += 1
    return folded if folded < len(lines) and not lines[folded].strip() and folded - end <= 1 else end
