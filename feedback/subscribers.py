"""What the inbox's events entail: mails, follow-ups, and the words to find them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.search.index_tickets import index_tickets
from feedback.actions.send_follow_ups import send_follow_ups
from feedback.emails import address_of, follow_up_mail, mention_mail, receipt_mail, reply_mail, targets_mail
from feedback.events import (
    ColleagueMentioned,
    CustomerWrote,
    FollowUpSent,
    NoteWritten,
    SlaBreached,
    SlaWarned,
    TicketOpened,
    TicketReplied,
    TicketResolved,
    TicketTagged,
    TicketUntagged,
)
from feedback.models import FollowUp, Mention, Message, Ticket
from feedback.queries.clocks.alerts import alerts
from feedback.queries.receipts_sent import MOST, receipts_sent
from notifications.actions.queue_delivery import queue_deliveries
from notifications.event_log import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from notifications.event_log import Recorded


@reader("feedback.receipts", on=(TicketOpened,))
def send_receipts(batch: Sequence[Recorded]) -> None:
    """Mail a receipt to those who left an address, a few an hour at most."""
    opened = [line.event.ticket_id for line in batch if not line.event.by_staff]
    tickets = _reachable(Ticket.objects.filter(pk__in=opened).select_related("contact"))
    sent = receipts_sent(map(address_of, tickets))
    mails = []
    for ticket in tickets:
        sent[address_of(ticket)] += 1
        if sent[address_of(ticket)] <= MOST:
            mails.append(receipt_mail(ticket))
    queue_deliveries(mails)


@reader("feedback.replies", on=(TicketOpened, TicketReplied))
def send_replies(batch: Sequence[Recorded]) -> None:
    """Mail what staff wrote to those who left an address."""
    written = [line.event.message_id for line in batch if getattr(line.event, "by_staff", True)]
    messages = Message.objects.filter(pk__in=written).select_related("ticket__contact", "author")
    queue_deliveries(reply_mail(m) for m in messages.order_by("pk") if address_of(m.ticket))


@reader("feedback.follow_ups", on=(TicketResolved,))
def ask_how_it_went(batch: Sequence[Recorded]) -> None:
    """Make the follow-up of each resolution; the anonymous find it on their private page."""
    resolved = {line.event.ticket_id for line in batch}
    send_follow_ups(tickets=list(Ticket.objects.filter(pk__in=resolved).order_by("pk")))


@reader("feedback.follow_up_mail", on=(FollowUpSent,))
def send_follow_up_mail(batch: Sequence[Recorded]) -> None:
    """Mail the question to those who left an address."""
    asked = [line.event.follow_up_id for line in batch]
    rows = FollowUp.objects.filter(pk__in=asked).select_related("ticket__contact")
    queue_deliveries(follow_up_mail(f) for f in rows.order_by("pk") if address_of(f.ticket))


@reader("feedback.mentions", on=(ColleagueMentioned,))
def tell_colleagues(batch: Sequence[Recorded]) -> None:
    """Mail those whom a note calls."""
    notes = {line.event.message_id for line in batch}
    rows = Mention.objects.filter(message__in=notes, user__is_active=True)
    rows = rows.select_related("ticket", "message__author", "user").order_by("pk")
    queue_deliveries(mention_mail(mention) for mention in rows)


@reader("feedback.targets", on=(SlaWarned, SlaBreached))
def tell_of_targets(batch: Sequence[Recorded]) -> None:
    """Mail those in charge which cases are late or soon due: one mail a person, a few an hour at most."""
    found = alerts([line.event for line in batch])
    queue_deliveries(targets_mail(alert, f"targets:{alert.person.pk}:{batch[-1].id}") for alert in found)


SAID = (TicketOpened, CustomerWrote, TicketReplied, NoteWritten, TicketTagged, TicketUntagged)


@reader("feedback.search", on=SAID, from_start=True)
def keep_words(batch: Sequence[Recorded]) -> None:
    """Keep the terms by which the tickets are found."""
    index_tickets(ids={line.event.ticket_id for line in batch})


def _reachable(tickets: Iterable[Ticket]) -> list[Ticket]:
    return sorted((t for t in tickets if address_of(t)), key=lambda ticket: ticket.pk)
