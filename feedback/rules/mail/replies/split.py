"""Parts what somebody writes from what they quote: nothing is lost, the rest is folded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from feedback.rules.mail.replies import words
from feedback.rules.mail.replies.lines import Line, sort_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINES = 10_000
MAX_RULES = 200
END_OF_MAIL = 8
LONG_SIGNATURE = 12


@dataclass(frozen=True)
class Reply:
    """The reply as people read it, and everything else in its order."""

    reply: str
    quoted: str


def split_reply(text: str) -> Reply:
    """The reply and what it quotes; where in doubt a line is part of the reply."""
    lines = text.replace("\r\n", "\n").replace("\u200e", "").split("\n")
    if len(lines) > MAX_LINES:
        return Reply(text.strip("\n"), "")
    kinds = sort_lines(lines)
    if Line.TEXT not in kinds:
        whole = text.strip("\n")
        return Reply("", whole) if _only_history(lines, kinds) else Reply(whole, "")
    keep = _kept(lines, kinds)
    reply = _join(lines, keep)
    if not reply.strip():
        return Reply(text.strip("\n"), "")
    return Reply(reply, _join(lines, [not kept for kept in keep]))


def _join(lines: list[str], keep: list[bool]) -> str:
    text = "\n".join(line for line, kept in zip(lines, keep, strict=True) if kept)
    return re.sub(r"\A(?:[ \t\xa0]*\n)+", "", text).rstrip()


def _kept(lines: list[str], kinds: list[Line]) -> list[bool]:
    code = "".join(kinds)
    start = _beginning(code)
    signature = _signature(lines, code, start)
    end = _without_tail(code, start, min(signature.end, _cut(code, start)))
    removed = {index for index, kind in enumerate(kinds) if kind is Line.INTRODUCTION}
    removed |= set(range(signature.begin, signature.resumes))
    return [start <= index < end and index not in removed for index in range(len(kinds))]


def _beginning(code: str) -> int:
    """Behind what stands above the first own word: forwarded headers, or a whole quotation with an introduction."""
    forwarded = re.match(r"[er]*[oh][oeh]*(?=[tq])", code)
    if forwarded:
        return forwarded.end()
    below = re.match(r"e*b+e*q[qe]*(?=[ts])", code)
    if below and "q" not in _before_end(code[below.end() :]):
        return below.end()
    return 0


def _before_end(code: str) -> str:
    """Up to a signature or another history."""
    return re.split(r"[dbho]|r(?=e*[bho])", code, maxsplit=1)[0]


@dataclass(frozen=True)
class Signature:
    """Where it begins, where the writer goes on below it, and where nothing of theirs follows."""

    begin: int
    resumes: int
    end: int


def _signature(lines: list[str], code: str, start: int) -> Signature:
    """Some programs put it above the quotation, and people answer below: then only the signature goes."""
    found = [*islice(_signatures(lines, code, start), 2), len(code), len(code)]
    begin, end = found[0], found[1]
    below = code[begin:end]
    quotation = re.match(r"d[te]*?(?=(?:b+e*)?q)", below)
    if quotation and _answers_below(_own(below[quotation.end() :].lstrip("be"))):
        return Signature(begin, begin + quotation.end(), end)
    for index in range(begin + 1, end):
        if code[index - 1 : index + 1] == "et" and words.POSTSCRIPT.match(lines[index][:40]):
            return Signature(begin, index, end)
        if code[index] not in "te":
            break
    return Signature(begin, begin, begin)


def _signatures(lines: list[str], code: str, start: int) -> Iterator[int]:
    """Lines that begin one; a rule of dashes does only near the end or before quoted history."""
    for match in islice(re.finditer(r"[dr]", code[start:]), MAX_RULES):
        index = start + match.start()
        if "t" not in code[start:index]:
            continue
        rest = code[index + 1 :]
        if match[0] == "d" and not _is_break(lines, code, index):
            yield index
        if match[0] == "r" and (re.match(r"[er]*[ho]", rest) or _is_footer(lines, code, index)):
            yield index


def _is_break(lines: list[str], code: str, index: int) -> bool:
    """Dashes alone before a long text are a break of the writer's, unless they are just those of RFC 3676."""
    rest = code[index + 1 :]
    most = END_OF_MAIL if "-" not in lines[index] else LONG_SIGNATURE
    return not words.STANDARD_SIGNATURE.match(lines[index]) and _before_end(rest).count("t") > most


def _is_footer(lines: list[str], code: str, index: int) -> bool:
    """A few lines about a list or about secrecy after a long line, and then nothing but history."""
    rest = code[index + 1 :]
    tail = _before_end(rest)
    strong = re.match(r"\s*(?:_{5,}|[-=*]{20,})\s*$", lines[index]) is not None
    few = strong and "r" not in tail and 0 < tail.count("t") <= END_OF_MAIL
    below_quotation = code[:index].rstrip("e").endswith("q")
    return few and (
        below_quotation or any(words.FOOTER.search(line[:2_000]) for line in lines[index + 1 : index + 1 + len(tail)])
    )


def _cut(code: str, start: int) -> int:
    """Where quoted history begins that nothing of the writer's follows."""
    for match in islice(re.finditer(r"b+|h+|o", code[start:]), MAX_RULES):
        index = start + match.start()
        after = code[start + match.end() :]
        if "t" not in code[start:index] and "q" not in code[start:index]:
            continue
        if re.match(r"e*q", after):
            if not _answers_below(_own(after)):
                return index
        elif match[0][0] != "b" or "t" in code[start:index]:
            return index
    return len(code)


def _own(after: str) -> str:
    """What follows a quotation up to a signature or a history without quote marks."""
    return re.split(r"d|h|o|r(?=e*[bho])|b+(?=e*[^qe])", after, maxsplit=1)[0]


def _answers_below(below: str) -> bool:
    """Whether the words below the quotation are the writer's; the remains of wrapped quotes are not."""
    quotes = below.replace("b", "")
    last = quotes.rfind("q")
    between = quotes[: last + 1].count("t")
    return "t" in quotes[last + 1 :] or (between > 0 and between >= quotes.count("q") // 20)


def _without_tail(code: str, start: int, end: int) -> int:
    """Quotes, devices, rules and blanks at the end are not the reply, when there are words before them."""
    body = code[start:end].rstrip("eqsrbod")
    return start + len(body) if "t" in body else end


def _only_history(lines: list[str], kinds: list[Line]) -> bool:
    """Nothing but a quotation with its introduction, so that the reply is truly empty."""
    if any(kind in {Line.INTRODUCTION, Line.HEADER, Line.ORIGINAL, Line.DEVICE} for kind in kinds):
        return True
    quoted = [re.sub(r"^[>\s]+", "", line) for line in lines if line.strip()]
    return bool(quoted) and bool(words.VERB.search(quoted[0][-40:])) and quoted[0].rstrip().endswith((":", "："))
