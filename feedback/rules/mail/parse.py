"""Reads a mail from its bytes: `parse` gives a `Mail` or raises `TooMuch`, nothing else."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from feedback.rules.mail import tnef, transfer
from feedback.rules.mail.addresses import read_addresses
from feedback.rules.mail.bodies import is_words, sort_bodies
from feedback.rules.mail.dates import read_date
from feedback.rules.mail.headers import disposition
from feedback.rules.mail.limits import MAX_BYTES, Budget, TooMuch
from feedback.rules.mail.shapes import Mail, Part
from feedback.rules.mail.structure import Node, read_structure
from feedback.rules.mail.text import words
from feedback.rules.mail.text.charsets import charset_around, decode
from feedback.rules.mail.text.html import html_to_text

IDENTIFIER = re.compile(r"<([^<>]{1,990})>")
TNEF_TYPES = {"application/ms-tnef", "application/vnd.ms-tnef"}
IDENTIFYING = ("from", "date", "subject", "to", "cc", "in-reply-to", "references")
PEOPLE = ("from", "sender", "to", "cc", "reply-to")
BODY_KINDS = ("text/", "message/delivery-status", "message/disposition-notification", "message/feedback-report")


def parse(raw: bytes) -> Mail:
    """The mail in these bytes, however broken they are."""
    if len(raw) > MAX_BYTES:
        raise TooMuch("bytes", MAX_BYTES)
    budget = Budget()
    return _mail(read_structure(raw, budget), budget)


@dataclass
class Reading:
    """The parts of one mail while they are being read."""

    budget: Budget
    texts: set[int]
    parts: list[Part] = field(default_factory=list)
    plain: dict[int, str] = field(default_factory=dict)


def _mail(root: Node, budget: Budget) -> Mail:
    headers = root.headers
    bodies = sort_bodies(root)
    reading = Reading(budget, {id(node) for node in [*bodies.text, *bodies.html]})
    _read_leaves(root, reading)
    shown = [_as_text(node, reading.plain[id(node)]) for node in bodies.text if id(node) in reading.plain]
    html = [reading.plain[id(node)] for node in bodies.html if node.type.kind == "text/html"]
    around = _charset(root, bodies.text)
    people = {name: tuple(read_addresses(headers.raw(name), around)) for name in PEOPLE}
    return Mail(
        subject=headers.text("subject", around=around),
        sender=next(iter(people["from"] or people["sender"]), None),
        to=people["to"],
        cc=people["cc"],
        reply_to=people["reply-to"],
        date=read_date(headers.text("date")),
        message_id=next(iter(identifiers(headers.text("message-id"))), ""),
        in_reply_to=identifiers(headers.text("in-reply-to")),
        references=identifiers(headers.text("references")),
        text="\n".join(text for text in shown if text.strip()),
        html="\n".join(html),
        parts=tuple(reading.parts),
        headers=headers,
        type=root.type.kind,
        type_parameters=root.type.parameters,
        fingerprint=_fingerprint(root),
    )


def _charset(root: Node, bodies: list[Node]) -> str | None:
    """What the mail is written in, for headers that came as bare bytes."""
    declared = root.type.parameters.get("charset")
    first = next((node for node in bodies if is_words(node)), None)
    return charset_around(first.content, declared or first.type.parameters.get("charset")) if first else declared


def _read_leaves(node: Node, reading: Reading) -> None:
    for child in node.children:
        _read_leaves(child, reading)
    if node.children or node.type.kind.startswith("multipart/"):
        return
    reading.parts.append(_part(node, reading))
    if node.type.kind in TNEF_TYPES or reading.parts[-1].name.lower() == "winmail.dat":
        for file in tnef.read_tnef(node.content):
            _add_file(reading, file.name, file.content)


def _part(node: Node, reading: Reading) -> Part:
    how, names = disposition(node.headers)
    body = id(node) in reading.texts and is_words(node)
    text = None
    if body or node.type.kind.startswith(BODY_KINDS):
        text = _text(node, reading, body=body)
    return Part(
        type=node.type.kind,
        name=names.get("filename") or node.type.parameters.get("name") or _described(node),
        content=node.content,
        text=text,
        content_id=next(iter(identifiers(node.headers.text("content-id"))), ""),
        inline=how == "inline" or (not how and node.headers.has("content-id")),
        attached=how == "attachment" or not body,
        message=_mail(node.message, reading.budget) if node.message else None,
    )


def _described(node: Node) -> str:
    """Some mails name a file only by where it lies."""
    location = node.headers.text("content-location")
    return location.rpartition("/")[2] if location and not node.type.kind.startswith("text/") else ""


def _text(node: Node, reading: Reading, *, body: bool) -> str:
    """The words of a part; files written into them become parts of their own."""
    content = node.content
    if body:
        reading.budget.take_text(len(content))
        if node.type.kind == "text/plain":
            files, content = transfer.extract_files(content)
            for file in files:
                _add_file(reading, words.decode_text(file.name), file.content)
    charset = node.type.parameters.get("charset") or (_meta_charset(content) if node.type.kind == "text/html" else None)
    text = decode(content[:4_000_000], charset).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    reading.plain[id(node)] = text
    return text


def _add_file(reading: Reading, name: str, content: bytes) -> None:
    reading.budget.take_part()
    reading.parts.append(Part(type="application/octet-stream", name=name, content=content, attached=True))


def _meta_charset(content: bytes) -> str | None:
    match = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w.:-]+)", content[:4000], re.IGNORECASE)
    return match[1].decode("ascii") if match else None


def _as_text(node: Node, text: str) -> str:
    return html_to_text(text) if node.type.kind == "text/html" else text


def identifiers(text: str) -> tuple[str, ...]:
    """Message identifiers without their brackets; a bare one counts too."""
    found = [re.sub(r"\s+", "", item) for item in IDENTIFIER.findall(text)]
    bare = text.strip().strip("<>").split()
    return tuple(dict.fromkeys(found or bare[:1]))[:200]


def _fingerprint(root: Node) -> str:
    """The same for one mail by whichever way it came: line ends, folding and transfer encoding do not count."""
    digest = hashlib.sha256()
    for name in IDENTIFYING:
        digest.update(b" ".join((root.headers.raw(name) or b"").split()) + b"\0")
    for node in _leaves(root):
        digest.update(hashlib.sha256(node.content.replace(b"\r\n", b"\n").rstrip()).digest())
    return digest.hexdigest()


def _leaves(node: Node) -> list[Node]:
    return [leaf for child in node.children for leaf in _leaves(child)] if node.children else [node]
