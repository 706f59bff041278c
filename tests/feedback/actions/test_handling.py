"""Replying, noting, assigning, resolving, closing, reopening."""

from datetime import timedelta

import pytest

from feedback.actions.assign import assign, take
from feedback.actions.close_ticket import close_ticket
from feedback.actions.reply import Crossed, reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Message, Ticket
from feedback.rules.names import Kind, Outcome, Reason, Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from tests.factories.feedback import make_resolved, make_ticket

pytestmark = pytest.mark.django_db


def names(ticket):
    rows = LoggedEvent.objects.filter(subject=f"ticket:{ticket.pk}").order_by("id")
    return [row.name.partition(".")[2] for row in rows]


def test_a_reply_ends_the_wait_and_takes_the_ticket(amir):
    ticket = make_ticket()
    message = reply(ticket=ticket, author=amir, body="On its way.")
    ticket.refresh_from_db()
    wait = ticket.waits.get()
    assert (ticket.status, ticket.assignee, ticket.wait_started_at) == (Status.WAITING, amir, None)
    assert (wait.outcome, wait.ended_by, wait.ended_by_message) == (Outcome.ANSWERED, amir, message)
    assert wait.ended_at == message.created_at
    assert names(ticket) == ["ticket_opened", "ticket_assigned", "ticket_replied"]


def test_a_reply_leaves_the_assignee(amir, max_):
    ticket = make_ticket()
    take(ticket=ticket, by=amir)
    reply(ticket=ticket, author=max_, body="I know this one.")
    ticket.refresh_from_db()
    assert ticket.assignee == amir
    assert ticket.waits.get().ended_by == max_


def test_a_reply_and_a_resolution_in_one_end_the_wait_first(amir):
    ticket = make_resolved(amir)
    assert (ticket.status, ticket.resolved_by) == (Status.RESOLVED, amir)
    assert ticket.waits.get().outcome == Outcome.ANSWERED


def test_a_second_reply_ends_no_wait(amir):
    ticket = make_ticket()
    reply(ticket=ticket, author=amir, body="One.")
    ended_at = ticket.waits.get().ended_at
    reply(ticket=ticket, author=amir, body="Two.")
    assert ticket.waits.get().ended_at == ended_at


def test_a_reply_that_crosses_a_message_is_not_sent(amir):
    ticket = make_ticket()
    seen = ticket.messages.get()
    newer = write_as_customer(ticket=ticket, body="It just arrived!")
    with pytest.raises(Crossed):
        reply(ticket=ticket, author=amir, body="We look for it.", seen_id=seen.pk)
    assert not ticket.messages.filter(kind=Kind.REPLY).exists()
    reply(ticket=ticket, author=amir, body="Glad to hear.", seen_id=newer.pk)
    assert ticket.messages.filter(kind=Kind.REPLY).count() == 1


def test_a_colleagues_note_crosses_nothing(amir, max_):
    ticket = make_ticket()
    seen = ticket.messages.get()
    write_note(ticket=ticket, author=max_, body="Careful.")
    reply(ticket=ticket, author=amir, body="Hello.", seen_id=seen.pk)


def test_the_same_form_replies_once(amir):
    ticket, form = make_ticket(), uuid7()
    first = reply(ticket=ticket, author=amir, body="Hello.", submission_id=form)
    assert reply(ticket=ticket, author=amir, body="Hello!", submission_id=form) == first
    with pytest.raises(Conflict):
        reply(ticket=make_ticket(), author=amir, body="Hello.", submission_id=form)


def test_a_note_touches_no_wait(amir):
    ticket = make_ticket()
    write_note(ticket=ticket, author=amir, body="Ask the warehouse.")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.waits.get().ended_at) == (Status.NEW, None)
    assert names(ticket) == ["ticket_opened", "note_written"]


def test_more_words_do_not_restart_the_wait():
    ticket = make_ticket()
    write_as_customer(ticket=ticket, body="Hello?")
    wait = ticket.waits.get()
    ticket.refresh_from_db()
    assert wait.started_at == ticket.wait_started_at == ticket.created_at
    assert ticket.last_message_at > ticket.created_at


def test_the_customers_answer_starts_the_next_wait(amir):
    ticket = make_ticket()
    reply(ticket=ticket, author=amir, body="Which parcel?")
    message = write_as_customer(ticket=ticket, body="The red one.")
    ticket.refresh_from_db()
    second = ticket.waits.get(number=2)
    assert (ticket.status, second.started_by_message) == (Status.OPEN, message)
    assert second.started_at == ticket.wait_started_at == message.created_at


def test_nobody_is_resolved_while_they_wait(amir):
    ticket = make_ticket()
    take(ticket=ticket, by=amir)
    with pytest.raises(Conflict):
        resolve(ticket=ticket, by=amir)


def test_resolving_twice_is_one_resolution(amir, max_):
    ticket = make_resolved(amir)
    resolve(ticket=ticket, by=max_)
    ticket.refresh_from_db()
    assert ticket.resolved_by == amir
    assert names(ticket).count("ticket_resolved") == 1


def test_closing_ends_the_wait_without_an_answer(amir):
    ticket = make_ticket()
    close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)
    ticket.refresh_from_db()
    wait = ticket.waits.get()
    assert (ticket.status, ticket.close_reason) == (Status.CLOSED, Reason.SPAM)
    assert (wait.outcome, wait.reason, wait.ended_by) == (Outcome.CLOSED, Reason.SPAM, amir)
    assert wait.ended_at == ticket.closed_at
    close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)
    assert names(ticket) == ["ticket_opened", "ticket_closed"]
    with pytest.raises(Conflict):
        close_ticket(ticket=ticket, by=amir, reason=Reason.DUPLICATE)
    with pytest.raises(Conflict):
        reply(ticket=ticket, author=amir, body="Hm.")


def test_writing_inside_the_window_opens_again(amir):
    ticket = make_resolved(amir)
    with clock.at(ticket.resolved_at + timedelta(days=14)):
        message = write_as_customer(ticket=ticket, body="Still broken.")
    ticket.refresh_from_db()
    assert (message.ticket, ticket.status, ticket.resolved_at) == (ticket, Status.OPEN, None)
    assert ticket.waits.count() == 2
    assert names(ticket)[-2:] == ["ticket_reopened", "customer_wrote"]


def test_writing_after_the_window_opens_a_case_that_follows(amir):
    ticket = make_resolved(amir, email="rosa@example.org", language="en")
    form = uuid7()
    with clock.at(ticket.resolved_at + timedelta(days=14, seconds=1)):
        message = write_as_customer(ticket=ticket, body="Broken again.", submission_id=form)
        again = write_as_customer(ticket=ticket, body="Broken again.", submission_id=form)
    ticket.refresh_from_db()
    assert again == message
    assert ticket.status == Status.RESOLVED
    assert (message.ticket.follows, message.ticket.contact) == (ticket, ticket.contact)
    assert (message.ticket.status, Ticket.objects.count()) == (Status.NEW, 2)


def test_a_closed_ticket_cannot_silence_anybody(amir):
    ticket = make_ticket()
    close_ticket(ticket=ticket, by=amir, reason=Reason.NO_REPLY_NEEDED)
    message = write_as_customer(ticket=ticket, body="I do want a reply.")
    assert message.ticket.follows == ticket
    assert message.ticket.wait_started_at is not None


def test_taking_what_a_colleague_has(amir, max_):
    ticket = make_ticket()
    take(ticket=ticket, by=amir)
    take(ticket=ticket, by=amir)
    with pytest.raises(Conflict, match="Amir"):
        take(ticket=ticket, by=max_)
    assert names(ticket) == ["ticket_opened", "ticket_assigned"]


def test_handing_over_and_laying_back(amir, max_):
    ticket = make_ticket()
    assign(ticket=ticket, assignee=max_, by=amir)
    assert assign(ticket=ticket, assignee=None, by=max_).assignee is None
    assert ticket.status == Status.NEW
    ticket.refresh_from_db()
    assert ticket.status == Status.OPEN


def test_only_those_who_answer_can_be_in_charge(amir, rosa):
    with pytest.raises(Invalid):
        assign(ticket=make_ticket(), assignee=rosa, by=amir)


def test_time_never_runs_backwards_on_a_ticket(amir):
    ticket = make_ticket()
    with clock.at(ticket.created_at - timedelta(minutes=5)):
        message = reply(ticket=ticket, author=amir, body="From a slow clock.")
    assert message.created_at == ticket.created_at
    wait = ticket.waits.get()
    assert wait.ended_at == wait.started_at


def test_control_characters_are_left_out(amir):
    reply(ticket=make_ticket(), author=amir, body="a\x00b\r\nc\x1b")
    assert Message.objects.get(kind=Kind.REPLY).body == "ab\nc"
