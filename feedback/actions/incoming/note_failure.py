"""What a bounce says of an address: believed only when it returns a mail that we sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.events.incoming import MailCameBack
from feedback.models import Ticket
from feedback.queries.incoming.returned import returned_delivery
from feedback.queries.mail.signed_names import read_message_id
from feedback.rules.mail.machine import Machine
from feedback.rules.mail.words_of import one_line
from notifications.actions.mark_undeliverable import mark_undeliverable
from notifications.event_log import record

if TYPE_CHECKING:
    from feedback.models import IncomingMail
    from feedback.rules.mail.judge import Judgement

MAX_STATUS, MAX_TOLD = 12, 200


def note_failure(*, row: IncomingMail, judged: Judgement) -> None:
    """Put the bounce to its case and tell it there; after a hard one nothing more is sent to the address.

    A made-up bounce, which cannot return a mail of ours, is kept and changes nothing.
    """
    bounce = judged.bounce
    if bounce is None or judged.machine is None or judged.machine.kind != Machine.BOUNCE:
        return
    named = next((found for item in judged.returned if (found := read_message_id(item))), None)
    if row.ticket is None and named:
        row.ticket = Ticket.objects.filter(ref=named.ref).first()
    delivery = returned_delivery(judged)
    if delivery is None:
        return
    status = one_line(bounce.status, MAX_STATUS)
    if bounce.hard:
        told = one_line(judged.mail.subject, MAX_TOLD)
        mark_undeliverable(delivery.to, status=status, why=told, message_id=delivery.message_id)
    if row.ticket:
        event = MailCameBack(ticket_id=row.ticket.pk, mail_id=row.pk, status=status, hard=bounce.hard)
        record(event, subject=row.ticket.event_subject)
