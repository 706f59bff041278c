"""Replies, hand-overs, merges and endings at once: no circle, no reply lost, one story that the events retell."""

import pytest

from feedback.actions.assign import assign
from feedback.actions.close_ticket import close_ticket
from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.relations.link import link
from feedback.actions.relations.split import split
from feedback.actions.reopening.reopen import reopen
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Merge, Message, Ticket, TicketLink
from feedback.queries.thread import timeline
from feedback.rules.names import Kind, Reason, ReopenReason, Status
from feedback_site.kit.problems import Conflict
from notifications.models import LoggedEvent
from tests.factories.feedback import make_ticket
from tests.support.replaying import assert_replays
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def is_legal(ticket):
    """What no order of happenings may break."""
    assert_replays(ticket)
    spans = list(ticket.waits.order_by("number"))
    assert [span.number for span in spans] == list(range(1, len(spans) + 1))
    assert [span.started_at for span in spans if span.ended_at is None] == [at for at in [ticket.wait_started_at] if at]
    if ticket.merged_into_id:
        assert (ticket.status, ticket.close_reason, ticket.wait_started_at) == (Status.CLOSED, None, None)
        assert ticket.merged_into.merged_into_id is None
        assert Merge.objects.standing().get(source=ticket).target_id == ticket.merged_into_id
    assert not Merge.objects.standing().filter(source=ticket, source__merged_into=None).exists()


def refusals(results):
    """The refused wishes; anything else that went wrong fails the test."""
    wrong = [one for one in results if isinstance(one, Exception)]
    assert [one for one in wrong if not isinstance(one, Conflict)] == []
    return wrong


def events(name):
    return LoggedEvent.objects.filter(name=f"feedback.{name}").count()


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_all_at_once_is_one_story(amir, max_, turn):
    one, other = make_ticket("One"), make_ticket("Other")
    results = at_once(
        lambda: merge(source=one, target=other, by=amir),
        lambda: merge(source=other, target=one, by=max_),
        lambda: reply(ticket=one, author=amir, body="To one"),
        lambda: reply(ticket=other, author=max_, body="To other"),
        lambda: assign(ticket=one, assignee=max_, by=amir),
        lambda: assign(ticket=other, assignee=amir, by=max_),
        lambda: write_as_customer(ticket=one, body="More of one"),
        lambda: write_as_customer(ticket=other, body="More of other"),
        lambda: write_note(ticket=one, author=max_, body="A note"),
        lambda: resolve(ticket=one, by=amir),
        lambda: close_ticket(ticket=other, by=max_, reason=Reason.DUPLICATE),
    )
    refusals(results)
    sent = {found.body for found in results if isinstance(found, Message)}
    for ticket in Ticket.objects.all():
        is_legal(ticket)
    assert Merge.objects.standing().count() <= 1
    assert events("ticket_merged") == events("ticket_absorbed") == Merge.objects.count()
    assert {"More of one", "More of other", "A note"} <= sent
    roots = Ticket.objects.filter(merged_into=None)
    told = [line.message.body for root in roots for line in timeline(root) if line.message]
    assert sorted(told) == sorted(Message.objects.values_list("body", flat=True))
    assert sent <= set(told)
    replies = [found for found in results if isinstance(found, Message) and found.kind == Kind.REPLY]
    assert events("ticket_replied") == len(replies)


def test_of_two_ways_at_once_one_is_gone(amir, max_):
    def both_ways(one, other):
        results = at_once(
            lambda: merge(source=one, target=other, by=amir),
            lambda: merge(source=other, target=one, by=max_),
            lambda: merge(source=one, target=other, by=max_),
        )
        gone = refusals(results)
        assert len(gone) in (1, 2)
        assert Ticket.objects.filter(pk__in=[one.pk, other.pk], merged_into=None).count() == 1

    for _ in range(3):
        both_ways(make_ticket(), make_ticket())
    for ticket in Ticket.objects.all():
        is_legal(ticket)


def test_undoing_and_an_answer_at_once(amir, max_):
    one, other = make_ticket("One"), make_ticket("Other")
    merge(source=one, target=other, by=amir)
    results = at_once(
        lambda: undo_merge(ticket=one, by=amir),
        lambda: undo_merge(ticket=one, by=max_),
        lambda: reply(ticket=other, author=max_, body="Answer"),
        lambda: write_as_customer(ticket=Ticket.objects.get(pk=one.pk), body="More"),
    )
    refusals(results)
    for ticket in Ticket.objects.all():
        is_legal(ticket)
    assert events("merge_undone") == events("absorption_undone") <= 1
    assert Message.objects.filter(body__in=["Answer", "More"]).count() == 2


@pytest.mark.parametrize("turn", [1, 2])
def test_two_agents_split_reply_merge_and_finish_at_once(amir, max_, turn):
    one, other = make_ticket("One"), make_ticket("Other")
    more = [write_as_customer(ticket=one, body=f"More {number}").pk for number in range(3)]
    results = at_once(
        lambda: split(ticket=one, message_ids=more[:2], by=amir),
        lambda: split(ticket=one, message_ids=more[1:], by=max_),
        lambda: merge(source=other, target=one, by=amir),
        lambda: reply(ticket=one, author=max_, body="To one"),
        lambda: reply(ticket=one, author=amir, body="Also to one"),
        lambda: assign(ticket=one, assignee=max_, by=amir),
        lambda: resolve(ticket=one, by=max_),
        lambda: reopen(ticket=one, by=amir, reason=ReopenReason.NOT_SOLVED),
        lambda: link(ticket=other, other=one, by=max_),
        lambda: link(ticket=one, other=other, by=amir),
    )
    refusals(results)
    for ticket in Ticket.objects.all():
        is_legal(ticket)
    assert events("ticket_split") == events("ticket_split_off") == Ticket.objects.filter(follows=one).count() <= 1
    assert (TicketLink.objects.count(), events("ticket_linked")) == (1, 2)
    told = [
        line.message.body
        for ticket in Ticket.objects.filter(merged_into=None)
        for line in timeline(ticket)
        if line.message
    ]
    assert sorted(told) == sorted(Message.objects.values_list("body", flat=True))
    replies = [found for found in results if isinstance(found, Message)]
    assert {found.body for found in replies} <= set(told)
    assert events("ticket_replied") == len(replies)
