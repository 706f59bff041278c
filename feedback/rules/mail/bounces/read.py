"""Reads a bounce: for whom the mail was, the status, and whether the address is dead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedback.rules.mail.addresses import read_addresses
from feedback.rules.mail.bounces import forms, statuses
from feedback.rules.mail.bounces.reports import ADDRESS, Block, clean_address, report_blocks

if TYPE_CHECKING:
    from feedback.rules.mail.shapes import Mail

NOT_THEM = re.compile(r"^(?:mailer-?daemon|postmaster|abuse|support|noreply|no-reply|root|hostmaster)@|@(?:localhost)$")
LEADS = re.compile(
    r"(?:rcpt to|addressed to|recipients?|delivery to|deliver(?:ed)? to|failed (?:address|recipients?)|user|to"
    r"|pour|an|destinat\w+)"
    r"[^\n@:<]{0,60}[:<\s]+<?(?=[^\s<>@]{1,128}@)",
    re.IGNORECASE,
)
SENDERS = re.compile(
    r"(?<!generated )(?<!expanded )\b(?:from|sender|by|von|expéditeur)\b[:\s]{1,3}<?([^\s<>,;:]{1,128}@[^\s<>,;:]+)",
    re.IGNORECASE,
)
LIST_ROLE = re.compile(r"[-+](?:bounces?|owner|request|admin|errors?)(?:[-+=].*)?$")
LINE_START = re.compile(
    r"^[ \t]*(?:[-*•][ \t]*)?(?:mailto:|to:|rfc822;)?[ \t]*[\"']?"
    r"<?([^\s<>\"',;:()\[\]{}@：；，、。（）【】“”]{1,128}@[^\s<>\"',;:()：；，、。（）【】“”]+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Bounce:
    """What a bounce says about one address; `hard` means that writing there again is useless."""

    recipient: str
    status: str
    hard: bool


def read_bounce(mail: Mail) -> Bounce:
    """The first failure that the mail reports."""
    if found := forms.notification(mail):
        return _from_notification(found)
    mail = _wrapped(mail)
    blocks = report_blocks(mail)
    block = next((item for item in blocks if item.action in {"failed", "failure"}), blocks[0] if blocks else Block({}))
    text = forms.report_text(mail)
    recipient = block.recipient() or _failed_header(mail) or _in_text(mail, text) or _of_returned_mail(mail)
    status = _status(block, text, recipient, mail.subject)
    return Bounce(recipient, status, statuses.is_hard(status, f"{block.diagnosis} {_near(text, recipient)}"))


def _status(block: Block, text: str, recipient: str, subject: str) -> str:
    """The report's own status; a vague one is made precise by the diagnosis beside it."""
    said = block.status
    detail = statuses.find_status(block.diagnosis)
    if said and not said.endswith(".0.0"):
        return said
    if detail and (not said or detail[0] == said[0]):
        return detail
    if said:
        return said
    near = statuses.find_status(_near(text, recipient)) or statuses.find_status(text[:8_000])
    if block.action == "delayed":
        return "4.0.0"
    return near or statuses.guess_status(text[:8_000], subject)


def _wrapped(mail: Mail) -> Mail:
    """A report that something on the way put whole into a mail of its own."""
    inner = next((part.message for part in mail.parts if part.message), None)
    own = any(part.type == "message/delivery-status" for part in mail.parts) or forms.is_bounce_text(mail)
    return inner if inner is not None and inner.type == "multipart/report" and not own else mail


def _near(text: str, recipient: str) -> str:
    """What stands beside the address: the reason usually does."""
    position = text.lower().find(recipient) if recipient else -1
    return text[max(position - 200, 0) : position + 1_200] if position >= 0 else text[:3_000]


def _failed_header(mail: Mail) -> str:
    for address in read_addresses(mail.headers.raw("x-failed-recipients")):
        if "@" in address.address:
            return clean_address(address.address)
    return ""


def _in_text(mail: Mail, text: str) -> str:
    """An address at the start of a line, or after words that lead to one; never the sender of either mail."""
    ours = {form for item in (*mail.to, *mail.cc, *filter(None, [mail.sender])) for form in _forms(item.address)}
    found = [match[1] for match in LINE_START.finditer(text)]
    found += [rest[0] for match in LEADS.finditer(text) if (rest := ADDRESS.match(text, match.end()))]
    found += ADDRESS.findall(text[:20_000])
    candidates = [clean_address(address) for address in found]
    theirs = [item for item in candidates if item and item not in ours and not NOT_THEM.search(item)]
    senders = {clean_address(match[1]) for match in SENDERS.finditer(text)}
    return next((item for item in theirs if item not in senders), theirs[0] if theirs else "")


def _forms(address: str) -> set[str]:
    """An address, and that of the list or person for whose returned mail it stands."""
    local, _, domain = address.lower().partition("@")
    return {address.lower(), f"{LIST_ROLE.sub('', local)}@{domain}"}


def _of_returned_mail(mail: Mail) -> str:
    """To whom the returned mail was addressed."""
    for part in mail.parts:
        if part.message and part.message.to:
            return clean_address(part.message.to[0].address)
        if part.type in {"text/rfc822-headers", "message/rfc822-headers"} and (found := _to_line(part.text or "")):
            return found
    return _to_line(mail.text)


def _to_line(text: str) -> str:
    match = re.search(
        r"^(?:x-actual-recipient|to):[ \t]*(?:[^\n]*<)?([^\s<>,]+@[^\s<>,]+)", text, re.IGNORECASE | re.MULTILINE
    )
    return clean_address(match[1]) if match else ""


def _from_notification(found: dict[str, Any]) -> Bounce:
    """Amazon SES and its like."""
    details = found.get("bounce") or found.get("complaint") or found.get("delivery") or {}
    details = details if isinstance(details, dict) else {}
    people = details.get("bouncedRecipients") or details.get("complainedRecipients") or details.get("recipients") or []
    first = people[0] if isinstance(people, list) and people else {}
    first = first if isinstance(first, dict) else {"emailAddress": str(first)}
    words = str(first.get("diagnosticCode") or details.get("smtpResponse") or "")
    if delivered := re.search(r"\b2\.\d\.\d\b", words):
        return Bounce(clean_address(str(first.get("emailAddress") or "")), delivered[0], hard=False)
    permanent = str(details.get("bounceType", "")).lower() == "permanent"
    status = str(first.get("status") or "") or statuses.find_status(words) or ("5.0.0" if permanent else "4.0.0")
    return Bounce(clean_address(str(first.get("emailAddress") or "")), status[:12], statuses.is_hard(status, words))
