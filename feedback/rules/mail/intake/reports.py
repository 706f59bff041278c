"""What providers tell of mails that they could not deliver, and the mail that a mail server would have sent instead."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TYPE_CHECKING, Any

from feedback.rules.mail.words_of import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST, LONGEST_WORDS = 320, 500
DEAD = "5.1.1"
MAILGUN_DEAD = {"bounce", "suppress-bounce", "hardfail"}
POSTMARK_DEAD = {"HardBounce", "BadEmailAddress"}
POSTMARK_SOFT = {"SoftBounce", "DnsError", "Blocked", "DMARCPolicy", "VirusNotification"}
POSTMARK_COMPLAINTS = {"SpamComplaint", "SpamNotification"}
SENDGRID_DROPPED = ("bounced address", "invalid")


@dataclass(frozen=True, kw_only=True)
class Report:
    """One address that a mail did not reach, or whose owner complained of it."""

    recipient: str
    message_id: str = ""
    status: str = ""
    words: str = ""
    when: str = ""
    is_complaint: bool = False

    @property
    def moment(self) -> datetime | None:
        """When it happened, as one provider counts seconds and another writes it out; None where nobody can read it."""
        with suppress(ValueError, OverflowError, OSError):
            return _at_most(datetime.fromtimestamp(float(self.when), UTC))
        with suppress(ValueError):
            read = datetime.fromisoformat(self.when)
            return _at_most(read if read.tzinfo else read.replace(tzinfo=UTC))
        return None


def of_mailgun(event: Any) -> Iterator[Report]:
    """Its `failed` is for good unless it says “temporary”."""
    data = event["event-data"]
    kind = data.get("event")
    if kind == "complained" or (kind == "failed" and data.get("severity") == "permanent"):
        told = data.get("delivery-status") or {}
        yield Report(
            recipient=_address(data["recipient"]),
            message_id=_identifier((data.get("message") or {}).get("headers", {}).get("message-id")),
            status=_status(told.get("enhanced-code"), is_dead=data.get("reason") in MAILGUN_DEAD),
            words=_line(told.get("message") or told.get("description"), LONGEST_WORDS),
            when=_line(data.get("timestamp"), 40),
            is_complaint=kind == "complained",
        )


def of_postmark(event: Any) -> Iterator[Report]:
    """It gives mails identifiers of its own, so ours is not known."""
    kind, sort = event.get("RecordType"), event.get("Type")
    is_complaint = kind == "SpamComplaint" or sort in POSTMARK_COMPLAINTS
    if is_complaint or (kind == "Bounce" and sort in POSTMARK_DEAD | POSTMARK_SOFT):
        yield Report(
            recipient=_address(event["Email"]),
            status=_status("", is_dead=sort in POSTMARK_DEAD),
            words=_line(event.get("Details") or event.get("Description"), LONGEST_WORDS),
            when=_line(event.get("BouncedAt"), 40),
            is_complaint=is_complaint,
        )


def of_sendgrid(event: Any) -> Iterator[Report]:
    """What it calls “blocked” is no fault of the address."""
    kind, words = event.get("event"), _line(event.get("reason"), LONGEST_WORDS)
    was_dropped = kind == "dropped" and words.lower().startswith(SENDGRID_DROPPED)
    if kind in {"bounce", "spamreport"} or was_dropped:
        is_dead = was_dropped or event.get("type", "bounce") == "bounce"
        yield Report(
            recipient=_address(event["email"]),
            message_id=_identifier(event.get("smtp-id")),
            status=_status(event.get("status"), is_dead=is_dead),
            words=words,
            when=_line(event.get("timestamp"), 40),
            is_complaint=kind == "spamreport",
        )


def of_amazon(event: Any) -> Iterator[Report]:
    """Both of its forms; our identifier is known where it is set to tell the original headers."""
    kind = event.get("eventType") or event.get("notificationType")
    if kind not in {"Bounce", "Complaint"}:
        return
    mail, told = event.get("mail") or {}, event[kind.lower()]
    people = told["bouncedRecipients"] if kind == "Bounce" else told["complainedRecipients"]
    for person in people:
        yield Report(
            recipient=_address(person["emailAddress"]),
            message_id=_identifier((mail.get("commonHeaders") or {}).get("messageId")),
            status=_status(person.get("status"), is_dead=told.get("bounceType") == "Permanent"),
            words=_line(person.get("diagnosticCode") or told.get("bounceSubType"), LONGEST_WORDS),
            when=_line(told.get("timestamp"), 40),
            is_complaint=kind == "Complaint",
        )


def as_mail(report: Report, *, provider: str, message_id: str) -> bytes:
    """Return a delivery report (RFC 3464) that says the same: byte for byte the same each time it is told."""
    action = "failed" if report.status.startswith("5") else "delayed"
    lines = [
        f"From: Mail Delivery System <mailer-daemon@{provider}.invalid>",
        f"Subject: Undeliverable: reported by {provider}",
        "Return-Path: <>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=report",
        "",
        "--report",
        "Content-Type: text/plain; charset=utf-8",
        "",
        f"{provider} could not deliver a mail to {report.recipient} ({report.when}): {report.words}",
        "--report",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; {provider}.invalid",
        "",
        f"Final-Recipient: rfc822; {report.recipient}",
        f"Action: {action}",
        f"Status: {report.status}",
        f"Diagnostic-Code: smtp; {report.words}",
        "",
        "--report",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: {message_id}",
        "",
        "--report--",
        "",
    ]
    return "\r\n".join(lines).encode("utf-8", "replace")


def _address(said: Any) -> str:
    """The address; a report without one is none."""
    found = _line(said, LONGEST)
    if "@" not in found:
        raise ValueError("no address")
    return found


def _at_most(moment: datetime) -> datetime | None:
    """None for the end of all years, from which nobody can reckon on."""
    return moment if MINYEAR < moment.year < MAXYEAR else None


def _status(said: Any, *, is_dead: bool) -> str:
    """The server's own status where one is known."""
    return _line(said, 12) or (DEAD if is_dead else "4.0.0")


def _identifier(said: Any) -> str:
    bare = _line(said, LONGEST).strip("<> ")
    return f"<{bare}>" if bare else ""


def _line(said: Any, longest: int) -> str:
    """One line of words that begins no header and no part."""
    return one_line("" if said is None else str(said), longest).strip()
