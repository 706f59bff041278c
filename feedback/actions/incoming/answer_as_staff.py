"""What a mail to a personal address becomes: the reply of the person to whom it was given, or a held mail."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.actions.incoming.enclosures import enclosures
from feedback.actions.reply import Crossed, reply
from feedback.actions.write_note import write_note
from feedback.models import IncomingMail, Message
from feedback.models.incoming.mail import STAFF_ANSWER
from feedback.queries.incoming.answerer import answered_mention, why_held
from feedback.rules.mail.fates import Fate
from feedback.rules.mail.intake.reasons import Code, Reason
from feedback.rules.mail.staff.proof import submission_of
from feedback.rules.mail.words_of import words_of
from feedback.rules.names import MAX_BODY
from feedback_site.kit.problems import Invalid, Problem

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from feedback.models import Ticket
    from feedback.queries.incoming.answerer import Personal
    from feedback.rules.mail.judge import Judgement


def answer_as_staff(*, row: IncomingMail, judged: Judgement, named: Personal) -> None:
    """Send the new words of a proven mail as the person's reply; hold every other, with the reason."""
    row.kind, row.ticket, row.is_strangers = STAFF_ANSWER, named.ticket, True
    row.state = Fate.HELD
    if unfit := why_held(raw=bytes(row.raw.content), judged=judged, named=named, at=row.received_at):
        row.reason = unfit
        return
    mention = answered_mention(judged.mail, named)
    if mention is None:
        row.reason = Reason.of(Code.STAFF_NO_CALL)
        return
    submission = uuid5(NAMESPACE_URL, submission_of(judged.mail))
    if Message.objects.filter(submission_id=submission).exists():
        row.reason = Reason.of(Code.STAFF_BEFORE)
        return
    _send(row, judged, named, mention.message_id, submission)


def _send(row: IncomingMail, judged: Judgement, named: Personal, seen_id: int, submission: UUID) -> None:
    """By the page's rules: who had not read a newer message, or whose case is closed, sends nothing."""
    if named.ticket is None or named.person is None:
        return
    try:
        with transaction.atomic():
            message = reply(
                ticket=named.ticket,
                author=named.person,
                body=judged.reply.reply,
                seen_id=seen_id,
                submission_id=submission,
                keeps_draft=True,
            )
    except Problem as problem:
        row.reason = Reason.of(_refused(problem))
        return
    if IncomingMail.objects.filter(message=message).exists():  # another worker sent its twin in between
        row.reason = Reason.of(Code.STAFF_BEFORE)
        return
    row.state, row.message = Fate.TAKEN, message


def _refused(problem: Problem) -> Code:
    if isinstance(problem, Crossed):
        return Code.STAFF_CROSSED
    return Code.STAFF_TOO_LONG if isinstance(problem, Invalid) else Code.STAFF_CLOSED


def keep_as_note(*, row: IncomingMail, judged: Judgement, ticket: Ticket, by: User) -> None:
    """Let a held answer of staff into the case for colleagues alone; nothing of it goes out."""
    words = words_of(judged.reply, _("(No text.)"))
    head = _("%(writer)s wrote by mail:") % {"writer": row.writer}
    files, row.left_out = enclosures(judged.mail)
    body = f"{head}\n\n{words.shown}"
    row.message = write_note(ticket=ticket, author=by, body=body[:MAX_BODY], enclosed=files)
    row.state, row.folded = Fate.TAKEN, f"{body[MAX_BODY:]}\n\n{words.folded}".strip()
