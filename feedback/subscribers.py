"""What the inbox's events entail: mails, follow-ups, and the words to find them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.automation.answer_events import answer_events
from feedback.actions.news.note_news import note_news
from feedback.actions.search.index_tickets import index_tickets
from feedback.actions.turns.cover import cover_absence
from feedback.emails import (
    address_of,
    automatic_mail,
    follow_up_mail,
    may_ask,
    mention_mail,
    merge_mail,
    receipt_mail,
    reply_mail,
    split_mail,
    targets_mail,
    threaded,
)
from feedback.events import (
    AutomaticReplySent,
    ColleagueMentioned,
    CustomerWrote,
    FollowUpAnswered,
    FollowUpSent,
    MergeUndone,
    NoteWritten,
    ReceiptDue,
    SlaBreached,
    SlaWarned,
    TicketAssigned,
    TicketMerged,
    TicketOpened,
    TicketPrioritised,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketSplit,
    TicketSplitOff,
    TicketTagged,
    TicketTeamChanged,
    TicketUntagged,
)
from feedback.events.importing import TicketImported
from feedback.models import FollowUp, Mention, Message, Ticket
from feedback.queries.clocks.alerts import alerts
from feedback.queries.merging.also_for import also_for, one_an_address
from notifications.actions.queue_delivery import queue_deliveries
from notifications.event_log import reader
from notifications.queries.mail_texts import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from notifications.event_log import Recorded


ANSWERED = (
    TicketOpened,
    CustomerWrote,
    TicketReplied,
    TicketAssigned,
    TicketTagged,
    TicketPrioritised,
    TicketTeamChanged,
    TicketResolved,
    TicketReopened,
    FollowUpAnswered,
    SlaWarned,
    SlaBreached,
)


@reader("feedback.automation", on=ANSWERED, batch=25)
def let_rules_answer(batch: Sequence[Recorded]) -> None:
    """Let the rules of the house answer to what happened."""
    answer_events(batch=batch)


@reader("feedback.absence", on=(CustomerWrote, TicketReopened), batch=25)
def hand_on_of_the_absent(batch: Sequence[Recorded]) -> None:
    """Hand on what was written to while the person in charge is away."""
    ids = {line.event.ticket_id for line in batch}
    for ticket in Ticket.objects.filter(pk__in=ids, assignee__isnull=False).order_by("pk"):
        cover_absence(ticket=ticket)


@reader("feedback.receipts", on=(ReceiptDue,))
def send_receipts(batch: Sequence[Recorded]) -> None:
    """Mail a receipt to those who left an address."""
    due = [line.event.ticket_id for line in batch]
    tickets = Ticket.objects.filter(pk__in=due).select_related("contact")
    wording = Wording()
    queue_deliveries(threaded(receipt_mail(ticket, wording) for ticket in _reachable(tickets)))


@reader("feedback.automatic_mail", on=(AutomaticReplySent,))
def send_automatic_mail(batch: Sequence[Recorded]) -> None:
    """Mail what a rule wrote to those who left an address."""
    written = [line.event.message_id for line in batch]
    messages = Message.objects.filter(pk__in=written).select_related("ticket__contact").order_by("pk")
    wording = Wording()
    queue_deliveries(threaded(automatic_mail(m, wording) for m in messages if address_of(m.ticket)))


@reader("feedback.replies", on=(TicketOpened, TicketReplied))
def send_replies(batch: Sequence[Recorded]) -> None:
    """Mail what staff wrote to those who left an address."""
    written = [line.event.message_id for line in batch if getattr(line.event, "by_staff", True)]
    messages = Message.objects.filter(pk__in=written).select_related("ticket__contact", "author")
    wording = Wording()
    queue_deliveries(threaded(reply_mail(m, wording) for m in messages.order_by("pk") if address_of(m.ticket)))


@reader("feedback.replies_to_merged", on=(TicketReplied,))
def send_replies_to_merged(batch: Sequence[Recorded]) -> None:
    """Mail what staff answered to those whose cases go on in the one that was answered."""
    messages = Message.objects.filter(pk__in=[line.event.message_id for line in batch]).select_related("author")
    wording = Wording()
    queue_deliveries(threaded(reply_mail(message, wording, to=ticket) for message, ticket in also_for(messages)))


@reader("feedback.merge_mail", on=(TicketMerged, MergeUndone))
def tell_of_merges(batch: Sequence[Recorded]) -> None:
    """Mail both reporters that their cases are handled together, or apart again."""
    told = [(line.event.ticket_id, line.event.other_id, line) for line in batch]
    ids = {pk for source, target, _line in told for pk in (source, target)}
    tickets = Ticket.objects.select_related("contact").in_bulk(ids)
    mails, wording = [], Wording()
    for source, target, line in told:
        undone = isinstance(line.event, MergeUndone)
        told_of = one_an_address(tickets[source], tickets[target])
        mails += [merge_mail(ticket, f"merge:{line.id}:{ticket.pk}", wording, undone=undone) for ticket in told_of]
    queue_deliveries(mails)


@reader("feedback.split_mail", on=(TicketSplitOff,))
def tell_of_splits(batch: Sequence[Recorded]) -> None:
    """Mail the reporter, once, that some of what they wrote has a case of its own."""
    rows = Ticket.objects.filter(pk__in=[line.event.ticket_id for line in batch])
    tickets = rows.select_related("contact", "follows").order_by("pk")
    wording = Wording()
    queue_deliveries(split_mail(ticket, wording) for ticket in tickets if address_of(ticket))


@reader("feedback.follow_up_mail", on=(FollowUpSent,))
def send_follow_up_mail(batch: Sequence[Recorded]) -> None:
    """Mail the question to those who left an address."""
    asked = [line.event.follow_up_id for line in batch]
    rows = FollowUp.objects.filter(pk__in=asked).select_related("ticket__contact")
    wording = Wording()
    queue_deliveries(threaded(follow_up_mail(f, wording) for f in rows.order_by("pk") if may_ask(f.ticket)))


@reader("feedback.mentions", on=(ColleagueMentioned,))
def tell_colleagues(batch: Sequence[Recorded]) -> None:
    """Mail those whom a note calls."""
    notes = {line.event.message_id for line in batch}
    rows = Mention.objects.filter(message__in=notes, user__is_active=True)
    rows = rows.select_related("ticket", "message__author", "user").order_by("pk")
    wording = Wording()
    queue_deliveries(mention_mail(mention, wording) for mention in rows)


@reader("feedback.targets", on=(SlaWarned, SlaBreached))
def tell_of_targets(batch: Sequence[Recorded]) -> None:
    """Mail those in charge which cases are late or soon due: one mail a person, a few an hour at most."""
    found = alerts([line.event for line in batch])
    wording = Wording()
    queue_deliveries(targets_mail(alert, f"targets:{alert.person.pk}:{batch[-1].id}", wording) for alert in found)


@reader("feedback.news", on=(TicketAssigned, CustomerWrote))
def note_for_staff(batch: Sequence[Recorded]) -> None:
    """Note what those in charge are to be told; a mail tells it a little later, with what else comes."""
    note_news(batch=batch)


SAID = (
    TicketOpened,
    CustomerWrote,
    TicketReplied,
    NoteWritten,
    TicketTagged,
    TicketUntagged,
    TicketSplit,
    TicketSplitOff,
)


@reader("feedback.search", on=(*SAID, TicketImported), from_start=True)
def keep_words(batch: Sequence[Recorded]) -> None:
    """Keep the terms by which the tickets are found."""
    ids = {line.event.ticket_id for line in batch}
    index_tickets(ids=ids.union(Ticket.objects.filter(merged_into__in=ids).values_list("pk", flat=True)))


def _reachable(tickets: Iterable[Ticket]) -> list[Ticket]:
    return sorted((t for t in tickets if address_of(t)), key=lambda ticket: ticket.pk)
