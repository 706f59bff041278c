"""The reasons of incoming mail in people's words; a program's or a sender's own words are not among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.rules.mail.intake.reasons import Code
from feedback.rules.mail.machine import Machine

if TYPE_CHECKING:
    from feedback.rules.mail.intake.reasons import Reason

REASON_WORDS: dict[Code, Any] = {
    Code.OWN: _("This site sent it itself."),
    Code.HEADER: _("Only machines write such a line into a mail’s head:"),
    Code.REPORT: _("It is a report that mail programs write:"),
    Code.SENDER: _("A mail server writes under this name:"),
    Code.SENDER_SUBJECT: _("Mail servers write under this name and subject:"),
    Code.SUBJECT: _("Automatic answers begin their subject so:"),
    Code.NOTIFICATION: _("It is a program’s notice that a mail has failed."),
    Code.COMPLAINT_WORDS: _("It has the fixed words of a complaint about spam."),
    Code.SERVER_WORDS: _("It has the fixed words of a mail server that could not deliver."),
    Code.ANSWER_WORDS: _(
        "It begins with the words of an automatic answer, or asks to be let into a protected mailbox."
    ),
    Code.STRANGER: _("Its sender is not the one whose case it is."),
    Code.FLOOD: _("Its sender had opened %(most)s cases within an hour already."),
    Code.DOUBLE: _("The same mail had come before."),
    Code.TOO_LARGE: _("It has %(size)s bytes, more than is kept here, so it lies in the mailbox only."),
    Code.GIVEN_UP: _("It was tried %(attempts)s times in vain."),
    Code.BROKEN: _("Reading it broke off with:"),
    Code.UNREAD_REPORT: _("The provider reports mails that failed; %(number)s of its reports could not be read:"),
    Code.STAFF_OFF: _("Staff may not reply by mail here; an administrator can allow it (MAIL_STAFF_REPLIES)."),
    Code.STAFF_NOBODY: _("The personal address belongs to nobody who works here now, or to no case."),
    Code.STAFF_MAY_NOT: _("The one to whom this personal address was given may not reply."),
    Code.STAFF_NO_CALL: _("It answers no mail that called them to this case, so nobody knows what they had read."),
    Code.STAFF_BEFORE: _("A mail of theirs with the same date and subject went out already."),
    Code.STAFF_CROSSED: _("A newer message had come, which they had not read."),
    Code.STAFF_CLOSED: _("The case is closed, so a reply would come from nowhere."),
    Code.STAFF_TOO_LONG: _("Its text is too long for a reply."),
    Code.STAFF_EMPTY: _("It holds no words of its own."),
    Code.STAFF_FILES: _("It brings files, which are sent on the case’s page only."),
    Code.STAFF_QUOTES: _("It quotes between the words, and what is quoted may be for colleagues alone."),
    Code.STAFF_NOTE: _("It repeats words of a note, which are for colleagues alone."),
    Code.PROOF_BROKEN: _("Its signature cannot be read:"),
    Code.PROOF_FROM: _("It is not sent from the address of the one to whom this personal address was given."),
    Code.PROOF_NONE: _("It bears no DKIM signature of its sender’s own domain."),
    Code.PROOF_TWICE: _("It has more than one line “%(header)s”, so it can be read in two ways."),
    Code.PROOF_AMBIGUOUS: _("Its line “%(header)s” can be read in two ways."),
    Code.PROOF_AMBIGUOUS_TEXT: _("Its text can be read in two ways."),
    Code.PROOF_STALE: _("It was not written in the last days."),
    Code.PROOF_OPEN_END: _("Its signature leaves the end of the text open (l=), so words may have been added."),
    Code.PROOF_KIND: _("Its signature is not of the kind that is checked here (rsa-sha256, ed25519-sha256)."),
    Code.PROOF_UNCOVERED: _("Its signature does not cover these lines: %(headers)s."),
    Code.PROOF_ADDRESS: _("Its signature does not cover the personal address that it was sent to."),
    Code.PROOF_KEY_NAME: _("Its signature names no key that can be looked up."),
    Code.PROOF_DNS: _("The DNS did not answer, so its signature could not be checked."),
    Code.PROOF_KEYS: _("The DNS holds no key for its signature, or several."),
    Code.PROOF_TESTING: _("Its domain only tries out its signatures (t=y)."),
    Code.PROOF_WRONG: _("Its DKIM signature does not fit: it was forged, or changed on the way."),
}
TOO_MUCH_WORDS: dict[str, Any] = {
    "bytes": _("It is larger than %(limit)s bytes."),
    "parts": _("It has more than %(limit)s parts."),
    "depth": _("Its parts lie more than %(limit)s deep in one another."),
    "text": _("It has more than %(limit)s bytes of text."),
    "headers": _("Its head has more than %(limit)s lines."),
}
PROVIDERS_REPORT = "provider_report"
MACHINE_WORDS: dict[str, Any] = {
    Machine.BOUNCE: pgettext_lazy("machine", "Came back"),
    Machine.COMPLAINT: pgettext_lazy("machine", "Complaint about spam"),
    Machine.RECEIPT: pgettext_lazy("machine", "Read receipt"),
    Machine.AUTO_REPLY: pgettext_lazy("machine", "Automatic answer"),
    Machine.LIST: pgettext_lazy("machine", "Mailing list"),
    Machine.AUTOMATIC: pgettext_lazy("machine", "Automatic mail"),
    Machine.OWN: pgettext_lazy("machine", "From this site"),
    PROVIDERS_REPORT: pgettext_lazy("machine", "Provider’s report"),
}
LARGER = pgettext_lazy("mail", "It passes a limit: %(limit)s.")


def reason_word(reason: Reason) -> str:
    """Say it in the reader's language; what is quoted stands apart, as `evidence`."""
    if reason.code == Code.TOO_MUCH:
        words = TOO_MUCH_WORDS.get(str(reason.values["what"]), LARGER)
    else:
        words = REASON_WORDS[reason.code]
    return str(words % reason.values)
