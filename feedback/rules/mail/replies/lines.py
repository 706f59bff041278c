"""Sorts the lines of a mail: words, blanks, quotes, introductions, header blocks, separators, signatures of devices."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from feedback.rules.mail.replies import words
from feedback.rules.mail.replies.devices import signs_for_a_device

MAX_LINE = 1_000
MOST_LOWER = 5
MARKS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x200B])
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
        elif _names_history(lines, index):
            kinds.append(Line.ORIGINAL)
        else:
            kinds.append(_one(lines[index][:MAX_LINE], introduced=Line.INTRODUCTION in kinds))
    return kinds


def _one(line: str, *, introduced: bool) -> Line:
    for kind, pattern in (
        (Line.ORIGINAL, words.ORIGINAL),
        (Line.ORIGINAL, words.ABOVE_THIS_LINE),
        (Line.QUOTE, words.QUOTE),
        (Line.SIGNATURE, words.SIGNATURE),
        (Line.RULE, words.RULE),
    ):
        if pattern.match(line):
            return kind
    if not line.strip():
        return Line.BLANK
    if _rule_with_writer(line):
        return Line.ORIGINAL
    if introduced and words.NAMED_QUOTE.match(line):
        return Line.QUOTE
    return Line.DEVICE if signs_for_a_device(line) else Line.TEXT


def _names_history(lines: list[str], index: int) -> bool:
    """`Original message` without rules, right above the headers of one."""
    if not words.BARE_ORIGINAL.match(lines[index][:100]):
        return False
    below = range(index + 1, min(index + 4, len(lines)))
    following = next((at for at in below if lines[at].strip() and not words.RULE.match(lines[at])), None)
    return following is not None and header_block(lines, following) > 0


def _rule_with_writer(line: str) -> bool:
    """`---- On Tue, … Max wrote ----`."""
    match = words.WROTE_RULE.match(line) if line.rstrip().endswith(("-", "—", "–")) else None
    if not match or not words.VERB.search(match["text"][-20:]):
        return False
    text = match["text"]
    return bool(words.DATE.search(text) or words.ADDRESS.search(text) or _only_names(text))


def introduction(lines: list[str], index: int) -> int:
    """How many lines from here on introduce a quotation (`On …, … wrote:`), or 0."""
    first = lines[index].translate(MARKS).strip()
    if words.BARE_DATE.match(first[:200]):
        return 1
    if not first or first.startswith(">") or len(first) > 300:
        return 0
    if words.DATED_SENDER.match(first) and _quoted_after(lines, index + 1):
        return 1
    starts = bool(words.START.match(first[:200])) or _name_above_address(first, lines[index + 1 : index + 2])
    joined = ""
    for count, line in enumerate(lines[index : index + (5 if starts else 1)], 1):
        plain = line.translate(MARKS).strip()
        joined = f"{joined} {plain}".strip()
        if not plain or len(joined) > 500 or (count > 1 and _ends_introduction(plain)):
            break
        quoted = _quoted_after(lines, index + count)
        if introduces(joined, starts=starts, quoted=quoted):
            wrapped = (
                count == 1 or quoted or words.DATE.search(first) or words.ADDRESS.search(f"{first} {lines[index + 1]}")
            )
            return count if wrapped and not _begins_later(lines, index, count) else 0
        if plain.endswith((":", "：", "!", "?", "！", "？", "。")):
            break
    return 0


def _begins_later(lines: list[str], index: int, count: int) -> bool:
    """Whether the first lines are the end of a sentence and the introduction begins below them."""
    sentence = index > 0 and bool(lines[index - 1].strip()) and not words.RULE.match(lines[index - 1])
    if not sentence and sum(word[:1].islower() for word in lines[index].split()) <= MOST_LOWER:
        return False
    quoted = _quoted_after(lines, index + count)
    for start in range(index + 1, index + count):
        later = [line.translate(MARKS).strip() for line in lines[start : index + count]]
        if words.START.match(later[0][:200]) and introduces(" ".join(later), starts=True, quoted=quoted):
            return True
    return False


def _name_above_address(first: str, following: list[str]) -> bool:
    """A name whose address was wrapped to the next line."""
    return bool(following) and following[0].startswith("<") and "@" in following[0] and _only_names(first)


def _quoted_after(lines: list[str], index: int) -> bool:
    """Whether the next line that is not blank is quoted."""
    following = next((line for line in lines[index : index + 4] if line.strip()), "")
    return bool(words.QUOTE.match(following))


def _ends_introduction(line: str) -> bool:
    return line.startswith((">", "--")) and not line.startswith(">:")


def introduces(text: str, *, starts: bool, quoted: bool) -> bool:
    """Whether a text ends in a colon after somebody wrote at some time; without quote marks below it must say more."""
    plain = re.sub(r"[\s*_]+$", "", words.LINK_OF_ADDRESS.sub("]", text))
    if not plain.endswith((":", "：")) or words.INNER_START.search(plain):
        return False
    address = bool(words.ADDRESS.search(plain))
    date = bool(words.DATE.search(plain))
    time = bool(words.TIME.search(plain))
    verb = bool(words.VERB.search(plain)) and len(plain) > 12
    if not starts:
        return quoted and verb and (address or date or time) and _only_names(plain)
    if quoted:
        return (verb and (date or time or address)) or (date and address)
    if words.PRONOUN_VERB.search(plain):
        return False
    if address:
        return verb or (date and plain[-2:-1] in {">", ")", "]"})
    return verb and date and time and not words.NO_NAME.search(plain)


def _only_names(text: str) -> bool:
    """Whether what stands before the verb are names, dates and addresses, not a sentence."""
    verb = words.VERB.search(text)
    before = text[: verb.start()].split() if verb else text.split()
    return 0 < len(before) <= 16 and all("@" in word or words.CAPITALISED.match(word) for word in before)


def header_block(lines: list[str], index: int, *, whole: bool = True) -> int:
    """How many lines from here on are the headers of a quoted mail, or 0."""
    if not words.HEADER.match(lines[index].translate(MARKS)[:200]):
        return 0
    block = _headers_from(lines, index)
    if "from" not in block.kinds or lines[index].lstrip().startswith(">"):
        return 0
    if len(block.keys) < 3 and not _is_short_block(block):
        return 0
    if not _is_of_a_mail(block, ruled=_below_rule(lines, index)):
        return 0
    return 0 if whole and _begins_below(lines, index, block.end) else _with_folded(lines, block.end) - index


@dataclass
class Block:
    """Lines that look like headers, and what they name."""

    end: int
    found: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


def _headers_from(lines: list[str], index: int) -> Block:
    block = Block(index)
    for position in range(index, min(index + 16, len(lines))):
        line = lines[position].translate(MARKS)
        if match := words.HEADER.match(line[:200]):
            block.keys.add(match["key"].lower())
            block.kinds |= {kind for kind in ("from", "subject", "date", "sent") if match[kind]}
            block.found.append(line[:1_000])
            block.end = position + 1
        elif not line.strip() and _header_follows(lines, position + 1):
            continue
        elif not line.strip() or position - block.end >= 2:
            break
        elif line[:1] in " \t<[":
            block.found.append(line[:1_000])
    return block


def _below_rule(lines: list[str], index: int) -> bool:
    above = (line for line in lines[max(index - 3, 0) : index][::-1] if line.strip())
    return bool(words.RULE.match(next(above, "")))


def _begins_below(lines: list[str], index: int, end: int) -> bool:
    """Whether lines of the writer's that look like headers stand above the headers, behind a gap."""
    gaps = [
        position
        for position in range(index + 2, end)
        if not _header_follows(lines, position - 1) and _header_follows(lines, position)
    ]
    return any(header_block(lines, position, whole=False) for position in gaps)


def _header_follows(lines: list[str], index: int) -> bool:
    return index < len(lines) and bool(words.HEADER.match(lines[index].translate(MARKS)[:200]))


def _is_of_a_mail(block: Block, *, ruled: bool) -> bool:
    """People write `From: Paris, To: Rome` too; a mail has an address, or a subject or a line above and a moment."""
    text = "\n".join(block.found)
    if words.ADDRESS.search(text):
        return True
    if (ruled or block.kinds & {"subject", "sent"}) and words.TIME.search(text) and words.DATE.search(text):
        return True
    return len(block.keys) >= 4 and "subject" in block.kinds and bool(block.kinds & {"date", "sent"})


def _is_short_block(block: Block) -> bool:
    """Two lines are enough where they are a sender by address and a moment of sending, one right below the other."""
    text = "\n".join(block.found)
    exact = len(block.found) == 2 and block.kinds == {"from", "sent"} and words.ADDRESS.search(block.found[0])
    return bool(exact and words.DATE.search(text) and words.TIME.search(text))


def _with_folded(lines: list[str], end: int) -> int:
    """A last header may run on until the blank line."""
    folded = end
    while folded < min(len(lines), end + 3) and lines[folded].strip() and not words.QUOTE.match(lines[folded]):
        folded += 1
    return folded if folded < len(lines) and not lines[folded].strip() and folded - end <= 1 else end
