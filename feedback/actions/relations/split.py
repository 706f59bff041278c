"""Take some of the customer's messages out of a case into one of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.clocks.keep import KEPT, keep_clocks
from feedback.actions.hold_ticket import held
from feedback.actions.merging.move_wait import OpenWait, move_wait, open_wait, take_terms
from feedback.actions.open_ticket import free_ref
from feedback.events import TicketSplit, TicketSplitOff
from feedback.models import IncomingMail, Message, Ticket
from feedback.rules.names import Channel, Kind, Status
from feedback.rules.texts import subject_of
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from accounts.models import User


def split(*, ticket: Ticket, message_ids: Collection[int], by: User) -> Ticket:
    """Open a case of the same reporter with these messages of theirs; return it.

    Who has no answer yet waits in both cases, in each since the first message there that has none. What
    was answered stays answered: a case of such messages alone begins without a wait, as one that staff
    begin. Raises Invalid where nothing goes or nothing stays, and Conflict where the messages have gone.
    """
    wanted = set(message_ids)
    with held(ticket) as row:
        refuse_unsplittable(row)
        own = list(row.messages.filter(kind=Kind.CUSTOMER).order_by("id"))
        going = [message for message in own if message.pk in wanted]
        if len(going) != len(wanted):
            raise Conflict(_("One of these messages is not in this case any more."))
        if not going:
            raise Invalid(errors={"messages": [_("Choose the messages of the new case.")]})
        if len(going) == len(own):
            raise Invalid(errors={"messages": [_("Leave at least one message of the reporter here.")]})
        return _part(row, own, going, by)


def refuse_unsplittable(ticket: Ticket) -> None:
    """Raise Conflict where nothing can be taken out."""
    if ticket.status == Status.CLOSED:
        raise Conflict(_("This case is closed, so nothing can be taken out of it."))
    if ticket.merged.exists():
        raise Conflict(_("Other cases go on in this one, so nothing can be taken out of it."))


def _part(ticket: Ticket, own: Sequence[Message], going: Sequence[Message], by: User) -> Ticket:
    wait = open_wait(ticket)
    unanswered = [message for message in own if wait and message.pk >= wait["message_id"]]
    theirs = _wait_of([message for message in unanswered if message in going], wait, 1)
    ours = _wait_of([message for message in unanswered if message not in going], wait, wait["number"] if wait else 0)
    new = _open(ticket, going, waits=theirs is not None)
    Message.objects.filter(pk__in=[message.pk for message in going]).update(ticket=new)
    ids = [message.pk for message in going]
    IncomingMail.objects.filter(message__in=ids).update(ticket=new)  # so that our answers there name these mails
    left = move_wait(ticket=ticket, wanted=ours)
    ticket.last_message_at = ticket.messages.latest("id").created_at
    record(
        TicketSplit(ticket_id=ticket.pk, other_id=new.pk, message_ids=ids, **left),
        actor_id=by.pk,
        subject=ticket.event_subject,
    )
    came = move_wait(ticket=new, wanted=theirs)
    terms = take_terms(source=ticket, target=new)
    record(
        TicketSplitOff(ticket_id=new.pk, other_id=ticket.pk, message_ids=ids, regimes=terms, **came),
        actor_id=by.pk,
        subject=new.event_subject,
    )
    keep_clocks(ticket=new)
    new.save(update_fields=[*KEPT, "wait_started_at"])
    return new


def _wait_of(messages: Sequence[Message], wait: OpenWait | None, number: int) -> OpenWait | None:
    """Return the wait that begins with the first of these, or none."""
    if wait is None or not messages:
        return None
    first = messages[0]
    start = wait["started_at"] if first.pk == wait["message_id"] else first.created_at.isoformat()
    return OpenWait(number=number, started_at=start, message_id=first.pk)


def _open(ticket: Ticket, going: Sequence[Message], *, waits: bool) -> Ticket:
    """Write the row of the new case; it has no wait yet, so it begins as open."""
    return Ticket.objects.create(
        ref=free_ref(),
        channel=ticket.channel if waits else Channel.STAFF,
        subject=subject_of(going[0].body),
        language=ticket.language,
        contact_id=ticket.contact_id,
        team_id=ticket.team_id,
        assignee_id=ticket.assignee_id,
        priority=ticket.priority,
        status=Status.OPEN,
        follows=ticket,
        created_at=clock.now(),
        changed_at=clock.now(),
        last_message_at=going[-1].created_at,
    )
