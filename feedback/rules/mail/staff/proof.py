"""Whether a mail was written by the one whose address it bears: DKIM of that very domain over all that counts.

Two readers must agree about the mail, ours and that of the signature, or one could verify what the other never shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import dkim

from feedback.rules.mail.addresses import read_addresses
from feedback.rules.mail.headers import read_headers
from feedback.rules.mail.intake.reasons import Code, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.rules.mail.shapes import Mail

    Ask = Callable[[str], "list[str] | None"]

SIGNED = (b"from", b"subject", b"date")
ONCE = (
    "from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
    "content-type", "content-transfer-encoding",
)  # fmt: skip
ALGORITHMS = (b"rsa-sha256", b"ed25519-sha256")
SELECTOR = re.compile(r"[a-z0-9._-]{1,120}", re.IGNORECASE)
MAX_AGE, MAX_AHEAD = timedelta(days=3), timedelta(hours=2)
MOST_SEEN, MOST_VERIFIED = 10, 3
TESTING = re.compile(r"(?:^|;)\s*t\s*=[^;]*\by\b")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Whose the mail should be, to which personal address, when it came, and who answers for the DNS."""

    sender: str
    personal: str
    at: datetime
    ask: Ask


class UnprovenError(Exception):
    """Why nobody may be taken for the writer."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.english)
        self.reason = reason


def why_unproven(raw: bytes, mail: Mail, claim: Claim) -> Reason | None:
    """Return why the mail is not proven to be theirs, None when it is; whatever is in it."""
    try:
        _prove(raw, mail, claim)
    except UnprovenError as error:
        return error.reason
    except Exception as error:  # noqa: BLE001 -- whatever the signature's reader stumbles over proves nothing
        return Reason.of(Code.PROOF_BROKEN, evidence=type(error).__name__)
    return None


def _prove(raw: bytes, mail: Mail, claim: Claim) -> None:
    reader = dkim.DKIM(raw)
    _agree(raw, mail, reader)
    senders = read_addresses(mail.headers.raw("from"))
    if [person.address.lower() for person in senders] != [claim.sender.lower()]:
        raise UnprovenError(Reason.of(Code.PROOF_FROM))
    _fresh(mail.date, claim.at)
    domain = claim.sender.lower().rpartition("@")[2].encode("idna")
    found = [index for index in range(min(_signatures(reader), MOST_SEEN)) if _domain(reader, index) == domain]
    if not found:
        raise UnprovenError(Reason.of(Code.PROOF_NONE))
    reasons = [_why_not(reader, index, mail, claim) for index in found[:MOST_VERIFIED]]
    if reasons[0] and all(reasons):
        raise UnprovenError(reasons[0])


def _agree(raw: bytes, mail: Mail, reader: Any) -> None:
    """What counts stands there once at most, and is the same for both readers, as is the body."""
    headers, position = read_headers(raw, 0)
    for name in ONCE:
        theirs = [b"".join(value.split()) for key, value in reader.headers if key.lower().decode("ascii") == name]
        ours = [b"".join(value.split()) for key, value in headers.fields if key == name]
        if len(ours) > 1:
            raise UnprovenError(Reason.of(Code.PROOF_TWICE, header=name.title()))
        if theirs != ours:
            raise UnprovenError(Reason.of(Code.PROOF_AMBIGUOUS, header=name.title()))
    if headers != mail.headers or _plain(raw[position:]) != _plain(reader.body):
        raise UnprovenError(Reason.of(Code.PROOF_AMBIGUOUS_TEXT))


def _plain(body: bytes) -> bytes:
    return body.replace(b"\r\n", b"\n").rstrip(b"\n")


def _fresh(written: datetime | None, at: datetime) -> None:
    if written is None or not at - MAX_AGE <= written <= at + MAX_AHEAD:
        raise UnprovenError(Reason.of(Code.PROOF_STALE))


def _signatures(reader: Any) -> int:
    return sum(key.lower() == b"dkim-signature" for key, _value in reader.headers)


def _domain(reader: Any, index: int) -> bytes:
    try:
        fields = reader.verify_headerprep(index)[0]
    except dkim.DKIMException:
        return b""
    return bytes(fields[b"d"].lower())


def _why_not(reader: Any, index: int, mail: Mail, claim: Claim) -> Reason | None:
    fields, included, _headers = reader.verify_headerprep(index)
    if b"l" in fields:
        return Reason.of(Code.PROOF_OPEN_END)
    if fields[b"a"] not in ALGORITHMS:
        return Reason.of(Code.PROOF_KIND)
    if missing := [name.decode() for name in SIGNED if name not in included]:
        return Reason.of(Code.PROOF_UNCOVERED, headers=", ".join(missing))
    if not _covers_address(mail, included, claim.personal):
        return Reason.of(Code.PROOF_ADDRESS)
    if b"t" in fields:
        _fresh(datetime.fromtimestamp(int(fields[b"t"]), UTC), claim.at)
    return _why_wrong(reader, index, fields, claim.ask)


def _covers_address(mail: Mail, included: list[bytes], personal: str) -> bool:
    signed = [*(mail.to if b"to" in included else ()), *(mail.cc if b"cc" in included else ())]
    return personal.lower() in {person.address.lower() for person in signed}


def _why_wrong(reader: Any, index: int, fields: dict[bytes, bytes], ask: Ask) -> Reason | None:
    selector, domain = fields[b"s"].decode("ascii"), fields[b"d"].decode("ascii")
    if not SELECTOR.fullmatch(selector):
        return Reason.of(Code.PROOF_KEY_NAME)
    records = ask(f"{selector}._domainkey.{domain}")
    if records is None:
        return Reason.of(Code.PROOF_DNS)
    if len(records) != 1:
        return Reason.of(Code.PROOF_KEYS)
    if TESTING.search(records[0]):
        return Reason.of(Code.PROOF_TESTING)
    key = records[0].encode("ascii")
    try:
        fits = reader.verify(index, dnsfunc=lambda *_args, **_options: key)
    except dkim.DKIMException:
        fits = False
    return None if fits else Reason.of(Code.PROOF_WRONG)


def submission_of(mail: Mail) -> str:
    """Name the mail by what its signature always covers, so that no copy with other lines counts again."""
    signed = (mail.headers.raw(name.decode()) or b"" for name in SIGNED)
    return "\0".join(b"".join(value.split()).decode("latin-1") for value in signed)
