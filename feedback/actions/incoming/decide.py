"""What staff decide about a mail: a stranger's on a case, and one that could not be read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.actions.incoming.act import add_to, open_from
from feedback.actions.incoming.answer_as_staff import keep_as_note
from feedback.actions.incoming.release import Into, take_held
from feedback.actions.incoming.take_mail import take_mail
from feedback.events.incoming import FloodReleased, HeldMailDecided
from feedback.models import IncomingMail
from feedback.queries.incoming.own import signatures
from feedback.rules.mail.fates import Fate
from feedback.rules.mail.judge import judge
from feedback.rules.mail.words_of import one_line
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket

MAX_REASON = 200


class Decision(StrEnum):
    """What may become of a held mail."""

    ACCEPT = "accept"
    OWN = "own"
    DISCARD = "discard"


@transaction.atomic
def decide(*, mail: IncomingMail, by: User, decision: Decision, reason: str = "") -> IncomingMail:
    """Let a held mail into its case, give it one of its own, or put it away for a reason.

    In the case its words count from now on, as their reporter's would; its sender still gets no mail and
    learns nothing. What came to a personal address of staff becomes a note, never a case.
    A case of its own has waited since the mail came. What is held because its sender wrote too many at once
    becomes a case, and nothing else. Raises Conflict and Invalid.
    """
    told = one_line(reason, MAX_REASON)
    if decision == Decision.DISCARD and not told:
        raise Invalid(errors={"reason": [_("Please say why.")]})
    row = _locked(mail, Fate.HELD, Fate.FLOOD)
    ticket = row.ticket
    if row.is_flood:
        return _decide_of_flood(row, by, decision)
    if decision == Decision.DISCARD:
        row.state, row.why = Fate.DISCARDED, told
    elif decision == Decision.ACCEPT and ticket is None:
        raise Conflict(_("It belongs to no case that it could be let into. Put it away, and say why."))
    elif row.is_staff_answer:
        _decide_of_staff(row, ticket, by, decision)
    elif decision == Decision.ACCEPT and ticket:
        add_to(ticket=ticket, row=row, judged=judge(bytes(row.raw.content), signatures()))
    else:
        row.is_strangers = False
        with clock.at(row.received_at):
            open_from(row=row, judged=judge(bytes(row.raw.content), signatures()))
    row.decided_at, row.decided_by = clock.now(), by
    row.save()
    if ticket:
        event = HeldMailDecided(ticket_id=ticket.pk, mail_id=row.pk, decision=decision.value)
        record(event, actor_id=by.pk, subject=ticket.event_subject)
    return row


def _decide_of_staff(row: IncomingMail, ticket: Ticket | None, by: User, decision: Decision) -> None:
    if decision == Decision.OWN or ticket is None:
        raise Conflict(
            _("It was written to a colleague's own address of this case. Keep it as a note, or put it away.")
        )
    keep_as_note(row=row, judged=judge(bytes(row.raw.content), signatures()), ticket=ticket, by=by)


def _decide_of_flood(row: IncomingMail, by: User, decision: Decision) -> IncomingMail:
    if decision != Decision.OWN:
        raise Conflict(_("It stays held, and is counted, until it becomes a case: what people write is not put away."))
    take_held(row=row, by=by)
    record(FloodReleased(mail_id=row.pk, number=1, into=Into.CASES.value), actor_id=by.pk)
    return row


def try_again(*, mail: IncomingMail) -> IncomingMail:
    """Read a mail anew that could not be read. Raises Conflict."""
    with transaction.atomic():
        row = _locked(mail, Fate.UNREADABLE)
        row.state, row.why, row.reason, row.attempts = Fate.RECEIVED, "", None, 0
        row.save(update_fields=["state", "why", "reason_code", "reason_details", "attempts"])
    take_mail(mail_id=row.pk)
    row.refresh_from_db()
    return row


def _locked(mail: IncomingMail, *fates: Fate) -> IncomingMail:
    row = IncomingMail.objects.select_for_update(of=("self",), no_key=True).get(pk=mail.pk)
    if row.state not in fates:
        raise Conflict(_("Somebody else has decided about this mail already."))
    return row
