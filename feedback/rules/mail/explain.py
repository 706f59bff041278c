"""Everything that is read from a mail, as plain values that can be written as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedback.rules.mail.judge import Judgement, Signatures, judge
from feedback.rules.mail.limits import TooMuch

if TYPE_CHECKING:
    from feedback.rules.mail.addresses import Address
    from feedback.rules.mail.bounces.read import Bounce
    from feedback.rules.mail.shapes import Mail, Part


def explain(raw: bytes, signatures: Signatures) -> dict[str, Any]:
    """What would become of these bytes."""
    try:
        judged = judge(raw, signatures)
    except TooMuch as error:
        return {"error": str(error), "too_much": error.reason, "limit": error.limit}
    mail, verdict, reply = judged.mail, judged.machine, judged.reply
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
        "bounce": _bounce(judged.bounce) if judged.bounce else None,
        "thread": _thread(judged),
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


def _bounce(bounce: Bounce) -> dict[str, Any]:
    return {"recipient": bounce.recipient or None, "status": bounce.status or None, "hard": bounce.hard}


def _thread(judged: Judgement) -> dict[str, Any]:
    found = judged.thread
    told: dict[str, Any] = {"ticket": found.ticket if found else None, "by": found.by.value if found else None}
    told["why"] = found.why if found else _why_not(judged.mail)
    told["suggestions"] = judged.suggestions
    return told


def _why_not(mail: Mail) -> str:
    if mail.in_reply_to or mail.references:
        return "it answers a mail that this site did not sign: a new ticket"
    return "neither a signed address nor an answer to a mail of this site: a new ticket"
