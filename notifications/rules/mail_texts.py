"""Which mails can be worded anew, with what in braces, and how such words become a mail."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from notifications.rules.mail_shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_SUBJECT, MAX_BODY = 150, 4000
BRACED = re.compile(r"\{([^{}\n]*)\}|[{}]")
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
LINKS = ("link", "case_link")
ALONE = {"{link}": "button", "{case_link}": "link", "{body}": "quote", "{list}": "insert", "{figures}": "insert"}
INSERTS = ("list", "figures")


@dataclass(frozen=True)
class Mistake:
    """What is wrong in "subject" or "body": most name a word, "unknown" and "crowded" its line too."""

    where: str
    what: str
    word: str = ""
    line: int = 0


@dataclass(frozen=True)
class Piece:
    """Some text of a paragraph, or an address to open."""

    text: str
    is_link: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph of pieces; a line that is only a link is a button or a named link, one of only the words a quotation.

    An insert is what code writes, such as a list of cases; `word` names it.
    """

    shape: str
    pieces: list[Piece] = field(default_factory=list)
    word: str = ""


def cleaned_subject(text: str) -> str:
    """Return the subject on one line, without what cannot be seen."""
    return CONTROLS.sub("", " ".join(text.split()))


def cleaned_body(text: str) -> str:
    """Return the text with plain line ends, without what cannot be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(CONTROLS.sub("", line).rstrip() for line in lines).rstrip()


def mistakes(kind: str, subject: str, body: str) -> list[Mistake]:
    """Return all that is wrong with the words, which are cleaned already."""
    shape = SHAPES[kind]
    found = []
    for where, text, known, most in (
        ("subject", subject, shape.subject, MAX_SUBJECT),
        ("body", body, shape.body, MAX_BODY),
    ):
        if not text.strip():
            found.append(Mistake(where, "empty"))
        if len(text) > most:
            found.append(Mistake(where, "long"))
        found += [Mistake(where, "unknown", word, line) for word, line in _strange(text, known)]
    found += [Mistake("body", "crowded", word, line) for word, line in _crowded(body, shape.body)]
    named = {match.group(1) for match in BRACED.finditer(body)}
    return found + [Mistake("body", "missing", f"{{{word}}}") for word in shape.required if word not in named]


def mark(subject: str, body: str) -> str:
    """Return a short name of these very words, by which a change in between is noticed."""
    return sha256(f"{subject}\0{body}".encode()).hexdigest()[:16]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the values in; what a value itself holds in braces stays as it is."""
    return BRACED.sub(lambda match: values.get(match.group(1) or "", match.group(0)), text)


def blocks(body: str, values: Mapping[str, str]) -> list[Block]:
    """Return the text in paragraphs, for the part that mail programs show."""
    found, paragraph = [], list[str]()
    for line in [*body.split("\n"), ""]:
        alone = line.strip()
        special = ALONE.get(alone)
        if alone and not special:
            paragraph.append(line)
            continue
        if paragraph:
            found.append(Block("paragraph", list(_pieces("\n".join(paragraph), values))))
            paragraph = []
        if special:
            word = alone[1:-1]
            found.append(Block(special, [Piece(values.get(word, ""))], word))
    return found


def _pieces(text: str, values: Mapping[str, str]) -> Iterator[Piece]:
    end = 0
    for match in BRACED.finditer(text):
        if match.group(1) in LINKS:
            if before := text[end : match.start()]:
                yield Piece(filled(before, values))
            yield Piece(values.get(match.group(1), ""), is_link=True)
            end = match.end()
    if rest := text[end:]:
        yield Piece(filled(rest, values))


def _strange(text: str, known: tuple[str, ...]) -> list[tuple[str, int]]:
    found = (match for match in BRACED.finditer(text) if match.group(1) not in known)
    return list(dict.fromkeys((match.group(0), text.count("\n", 0, match.start()) + 1) for match in found))


def _crowded(text: str, known: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return the inserts that share a line with something else, or stand there again."""
    found, seen = [], set[str]()
    for number, line in enumerate(text.split("\n"), 1):
        for word in [f"{{{name}}}" for name in INSERTS if name in known]:
            if word in line and (line.strip() != word or word in seen):
                found.append((word, number))
            if word in line:
                seen.add(word)
    return found
