"""Everything that is read from a mail, as plain values that can be written as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedback.rules.mail.bounces.read import read_bounce
from feedback.rules.mail.limits import TooMuch
from feedback.rules.mail.machine import Machine, classify
from feedback.rules.mail.parse import parse
from feedback.rules.mail.replies.split import split_reply
from feedback.rules.mail.threads import find_thread, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.rules.mail.addresses import Address
    from feedback.rules.mail.shapes import Mail, Part


def explain(
    raw: bytes,
    of_address: Callable[[str], str | None],
    of_message: Callable[[str], str | None],
) -> dict[str, Any]:
    """What would become of these bytes."""
    try:
        mail = parse(raw)
    except TooMuch as error:
        return {"error": str(error), "too_much": error.reason, "limit": error.limit}
    verdict = classify(mail)
    reply = split_reply(mail.text)
    failed = verdict is not None and verdict.kind in {Machine.BOUNCE, Machine.COMPLAINT}
    return {
        "subject": mail.subject,
        "from": _person(mail.sender),
        "to": [_person(person) for person in mail.to],
        "cc": [_person(person) for person in mail.cc],
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id or None,
        "fingerprint": mail.fingerprint,
        "parts": [_part(part) for part in mail.parts],
        "text": mail.text,
        "reply": reply.reply,
        "quoted": reply.quoted,
        "machine": {"kind": verdict.kind.value, "why": verdict.why} if verdict else None,
        "bounce": _bounce(mail) if failed else None,
        "thread": _thread(mail, of_address, of_message),
    }


def _person(person: Address | None) -> dict[str, str] | None:
    return {"name": person.name, "address": person.address} if person else None


def _part(part: Part) -> dict[str, Any]:
    told: dict[str, Any] = {"type": part.type, "name": part.name, "size": part.size}
    if part.content_id:
        told["content_id"] = part.content_id
    if part.message:
        told |= {"subject": part.message.subject, "parts": [_part(inner) for inner in part.message.parts]}
    return told


def _bounce(mail: Mail) -> dict[str, Any]:
    bounce = read_bounce(mail)
    return {"recipient": bounce.recipient or None, "status": bounce.status or None, "hard": bounce.hard}


def _thread(
    mail: Mail,
    of_address: Callable[[str], str | None],
    of_message: Callable[[str], str | None],
) -> dict[str, Any]:
    found = find_thread(mail, of_address, of_message)
    told: dict[str, Any] = {"ticket": found.ticket if found else None, "by": found.by.value if found else None}
    told["why"] = found.why if found else _why_not(mail)
    told["suggestions"] = suggestions(mail)
    return told


def _why_not(mail: Mail) -> str:
    if mail.in_reply_to or mail.references:
        return "it answers a mail that this site did not sign: a new ticket"
    return "neither a signed address nor an answer to a mail of this site: a new ticket"
