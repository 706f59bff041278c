"""Why a mail became what it became: a code with its details; people's words for it stand beside the model."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from feedback.rules.mail.words_of import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_DETAILS = 4
LONGEST_DETAIL = 200
LARGEST_NUMBER = 10**15


class Code(StrEnum):
    """Each reason that the site itself may have; their names stand in the database and stay."""

    OWN = "own"
    HEADER = "header"
    REPORT = "report"
    SENDER = "sender"
    SENDER_SUBJECT = "sender_subject"
    SUBJECT = "subject"
    NOTIFICATION = "notification"
    COMPLAINT_WORDS = "complaint_words"
    SERVER_WORDS = "server_words"
    ANSWER_WORDS = "answer_words"

    STRANGER = "stranger"
    FLOOD = "flood"
    DOUBLE = "double"
    TOO_LARGE = "too_large"
    TOO_MUCH = "too_much"
    GIVEN_UP = "given_up"
    BROKEN = "broken"
    UNREAD_REPORT = "unread_report"

    STAFF_OFF = "staff_off"
    STAFF_NOBODY = "staff_nobody"
    STAFF_MAY_NOT = "staff_may_not"
    STAFF_NO_CALL = "staff_no_call"
    STAFF_BEFORE = "staff_before"
    STAFF_CROSSED = "staff_crossed"
    STAFF_CLOSED = "staff_closed"
    STAFF_TOO_LONG = "staff_too_long"
    STAFF_EMPTY = "staff_empty"
    STAFF_FILES = "staff_files"
    STAFF_QUOTES = "staff_quotes"
    STAFF_NOTE = "staff_note"

    PROOF_BROKEN = "proof_broken"
    PROOF_FROM = "proof_from"
    PROOF_NONE = "proof_none"
    PROOF_TWICE = "proof_twice"
    PROOF_AMBIGUOUS = "proof_ambiguous"
    PROOF_AMBIGUOUS_TEXT = "proof_ambiguous_text"
    PROOF_STALE = "proof_stale"
    PROOF_OPEN_END = "proof_open_end"
    PROOF_KIND = "proof_kind"
    PROOF_UNCOVERED = "proof_uncovered"
    PROOF_ADDRESS = "proof_address"
    PROOF_KEY_NAME = "proof_key_name"
    PROOF_DNS = "proof_dns"
    PROOF_KEYS = "proof_keys"
    PROOF_TESTING = "proof_testing"
    PROOF_WRONG = "proof_wrong"


ENGLISH: dict[Code, str] = {
    Code.OWN: "sent by this site",
    Code.HEADER: "{evidence}",
    Code.REPORT: "{evidence}",
    Code.SENDER: "From {evidence}",
    Code.SENDER_SUBJECT: "{sender}, Subject {evidence}",
    Code.SUBJECT: "Subject {evidence}",
    Code.NOTIFICATION: "JSON notification",
    Code.COMPLAINT_WORDS: "words of an abuse report",
    Code.SERVER_WORDS: "words of a mail server",
    Code.ANSWER_WORDS: "words of an automatic answer",
    Code.STRANGER: "the sender is not the one whose case it is",
    Code.FLOOD: "its sender has opened {most} cases within an hour already",
    Code.DOUBLE: "the same mail came before",
    Code.TOO_LARGE: "{size} bytes: more than is kept, so it lies in the mailbox only",
    Code.TOO_MUCH: "too much: more than {limit} ({what})",
    Code.GIVEN_UP: "given up after {attempts} attempts",
    Code.BROKEN: "{evidence}",
    Code.UNREAD_REPORT: "{number} of a provider's reports could not be read ({evidence})",
    Code.STAFF_OFF: "staff may not reply by mail here (MAIL_STAFF_REPLIES)",
    Code.STAFF_NOBODY: "the personal address belongs to nobody who works here now, or to no case",
    Code.STAFF_MAY_NOT: "the one to whom this personal address was given may not reply",
    Code.STAFF_NO_CALL: (
        "it answers no mail of ours to this person about this case, so nobody knows what they had read"
    ),
    Code.STAFF_BEFORE: "a mail of theirs with the same date and subject went out already",
    Code.STAFF_CROSSED: "a newer message had come, which they had not read",
    Code.STAFF_CLOSED: "the case is closed, so a reply would come from nowhere",
    Code.STAFF_TOO_LONG: "its text is too long for a reply",
    Code.STAFF_EMPTY: "it holds no words of its own",
    Code.STAFF_FILES: "it brings files; send them on the case's page",
    Code.STAFF_QUOTES: "it quotes between the words, and what is quoted may be for colleagues alone",
    Code.STAFF_NOTE: "it repeats words of a note, which are for colleagues alone",
    Code.PROOF_BROKEN: "its signature cannot be read ({evidence})",
    Code.PROOF_FROM: "its From is not the address of the one to whom this personal address was given",
    Code.PROOF_NONE: "it bears no DKIM signature of the sender's own domain",
    Code.PROOF_TWICE: "it has more than one {header}",
    Code.PROOF_AMBIGUOUS: "its {header} can be read in two ways",
    Code.PROOF_AMBIGUOUS_TEXT: "its text can be read in two ways",
    Code.PROOF_STALE: "it was not written in the last days",
    Code.PROOF_OPEN_END: "its signature leaves the end of the text open (l=)",
    Code.PROOF_KIND: "its signature is not of the kind that is checked here (rsa-sha256, ed25519-sha256)",
    Code.PROOF_UNCOVERED: "its signature does not cover {headers}",
    Code.PROOF_ADDRESS: "its signature does not cover the personal address",
    Code.PROOF_KEY_NAME: "its signature names no key that can be looked up",
    Code.PROOF_DNS: "the DNS did not answer, so its signature could not be checked",
    Code.PROOF_KEYS: "the DNS holds no key, or several, for its signature",
    Code.PROOF_TESTING: "its domain only tries out its signatures (t=y)",
    Code.PROOF_WRONG: "its DKIM signature does not fit",
}


@dataclass(frozen=True)
class Reason:
    """A code, and what it was in this mail; `evidence` among the details quotes the mail or a program."""

    code: Code
    details: Mapping[str, str | int] = field(default_factory=dict)

    @classmethod
    def of(cls, code: Code, **details: str | int) -> Self:
        """Return the reason with its details bounded, whatever a stranger put into them."""
        return cls(code, bounded(details))

    @classmethod
    def kept(cls, code: str, details: Any) -> Self | None:
        """Return the reason as the database holds it; None for none, and for one of a later release."""
        if code not in list(Code):
            return None
        return cls(Code(code), bounded(details) if isinstance(details, dict) else {})

    @property
    def values(self) -> defaultdict[str, str | int]:
        """The details for a text that fills them in; nothing stands for what is missing."""
        return defaultdict(str, self.details)

    @property
    def english(self) -> str:
        """One line for logs and for programs that read `explain_mail`."""
        return ENGLISH[self.code].format_map(self.values)

    @property
    def evidence(self) -> str:
        """What is quoted, in whatever language it is."""
        return str(self.details.get("evidence", ""))


def bounded(details: Mapping[str, str | int]) -> dict[str, str | int]:
    """Return few details, short ones, without anything that controls."""
    found = list(details.items())[:MOST_DETAILS]
    return {name[:20]: _short(value) for name, value in found}


def _short(value: str | int) -> str | int:
    if isinstance(value, int):
        return max(-LARGEST_NUMBER, min(value, LARGEST_NUMBER))
    return one_line(str(value), LONGEST_DETAIL)
