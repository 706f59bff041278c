"""Do what a mail that was read asks for; runs inside the transaction that holds the mail."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.actions.incoming.answer_as_staff import answer_as_staff
from feedback.actions.incoming.enclosures import enclosures
from feedback.actions.incoming.note_failure import note_failure
from feedback.actions.incoming.pace import is_one_too_many, opens_case
from feedback.actions.open_ticket import open_ticket
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import Ticket
from feedback.queries.incoming.answerer import personal_address
from feedback.queries.incoming.reporters import is_reporter
from feedback.rules.mail.fates import Fate
from feedback.rules.mail.intake.reasons import Code, Reason
from feedback.rules.mail.words_of import guess_language, words_of
from feedback.rules.names import Channel
from feedback.rules.origin import Reporter
from feedback_site.kit import clock

if TYPE_CHECKING:
    from feedback.models import IncomingMail, Message
    from feedback.rules.mail.judge import Judgement

LONGEST_ADDRESS = 254


def act(*, row: IncomingMail, judged: Judgement) -> None:
    """Keep a machine's mail, send on what staff answer, hold a stranger's, add the reporter's; others open a case.

    Of one sender so many open cases within an hour, and the others are held until staff have decided.
    """
    ticket = _named_ticket(judged)
    if row.decided_at:
        take_in(row=row, judged=judged, ticket=row.ticket)
    elif judged.machine:
        row.state, row.ticket = Fate.MACHINE, ticket
        note_failure(row=row, judged=judged)
    elif named := personal_address(judged.mail):
        answer_as_staff(row=row, judged=judged, named=named)
    elif ticket is not None and not is_reporter(ticket, row.sender):
        row.state, row.ticket = Fate.HELD, ticket
        row.is_strangers = True
        row.reason = Reason.of(Code.STRANGER)
    elif opens_case(ticket, at=row.received_at) and is_one_too_many(row):
        row.state, row.ticket = Fate.FLOOD, ticket
        row.reason = Reason.of(Code.FLOOD, most=settings.MAIL_CASES_PER_HOUR)
    else:
        take_in(row=row, judged=judged, ticket=ticket)
        row.opened_case = row.ticket != ticket


def take_in(*, row: IncomingMail, judged: Judgement, ticket: Ticket | None) -> None:
    """Add the mail to the case, or let it open one, as of when it came."""
    with clock.at(row.received_at):
        if ticket is None:
            open_from(row=row, judged=judged)
        else:
            add_to(ticket=ticket, row=row, judged=judged)


def open_from(*, row: IncomingMail, judged: Judgement) -> Ticket:
    """Open a case with the mail as its first message."""
    language = guess_language(f"{row.subject}\n{judged.reply.reply}") or settings.LANGUAGE_CODE
    words = words_of(judged.reply, _nothing_said(language))
    files, row.left_out = enclosures(judged.mail)
    ticket = open_ticket(
        channel=Channel.EMAIL,
        body=words.shown,
        subject=row.subject,
        language=language,
        reporter=Reporter(name=row.sender_name, email=_address(row.sender)),
        enclosed=files,
    )
    _became(row, ticket.messages.earliest("id"), words.folded)
    return ticket


def add_to(*, ticket: Ticket, row: IncomingMail, judged: Judgement) -> Message:
    """Add the mail to the case, as its reporter's words would be."""
    words = words_of(judged.reply, _nothing_said(ticket.language))
    files, row.left_out = enclosures(judged.mail)
    message = write_as_customer(ticket=ticket, body=words.shown, channel=Channel.EMAIL, enclosed=files)
    _became(row, message, words.folded)
    return message


def _became(row: IncomingMail, message: Message, folded: str) -> None:
    row.state, row.message, row.ticket, row.folded = Fate.TAKEN, message, message.ticket, folded


def _named_ticket(judged: Judgement) -> Ticket | None:
    return Ticket.objects.filter(ref=judged.thread.ticket).first() if judged.thread else None


def _address(sender: str) -> str:
    """The address if one can write to it, else none: the case is that of somebody with a name alone."""
    with suppress(ValidationError):
        validate_email(sender)
        return sender if len(sender) <= LONGEST_ADDRESS else ""
    return ""


def _nothing_said(language: str) -> str:
    with translation.override(language):
        return _("(No text.)")
