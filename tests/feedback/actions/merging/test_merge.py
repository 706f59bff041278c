"""Two cases become one and two again: the wait moves with its start, and the events tell the same."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.actions.clocks.put_on_hold import put_on_hold
from feedback.actions.close_ticket import close_ticket
from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.snooze.snooze import snooze
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import BusinessCalendar, Merge, Ticket
from feedback.rules.names import Reason, Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from tests.factories.clocks import make_calendar, make_policy
from tests.factories.feedback import make_ticket
from tests.support.replaying import assert_replays

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def rules(db):
    """Promises for all cases, and hours that count."""
    make_calendar("Office", is_usual=True, country="CN")
    make_policy("All", first=60, next=120, resolution=960, calendar=BusinessCalendar.objects.get())


@pytest.fixture
def pair(rules):
    """An older case and a newer one an hour later."""
    with clock.at(NINE):
        older = make_ticket("Parcel late.", name="Rosa", email="rosa@example.org")
    with clock.at(NINE + HOUR):
        newer = make_ticket("Where is it?", name="Tom", email="tom@example.org")
    return older, newer


def at(hours):
    return clock.at(NINE + hours * HOUR)


def both(*tickets):
    for ticket in tickets:
        assert_replays(ticket)


def snapshot(ticket):
    ticket.refresh_from_db()
    waits = list(ticket.waits.order_by("number").values_list("number", "started_at", "started_by_message", "due_at"))
    return (ticket.status, ticket.wait_started_at, ticket.snoozed_until, ticket.closed_at, ticket.due_at, waits)


@pytest.mark.parametrize("older_goes", [True, False])
def test_the_earlier_start_is_kept_whichever_goes(pair, amir, older_goes):
    source, target = pair if older_goes else pair[::-1]
    with at(2):
        merge(source=source, target=target, by=amir)
    both(source, target)
    assert source.status == Status.CLOSED
    assert (source.merged_into, source.close_reason, source.wait_started_at) == (target, None, None)
    assert source.waits.count() == 0
    wait = target.waits.get()
    assert (wait.number, wait.started_at, target.wait_started_at) == (1, NINE, NINE)
    assert wait.started_by_message == pair[0].messages.get()
    assert wait.business is None
    with at(3):
        reply(ticket=target, author=amir, body="To both.")
    both(source, target)
    wait.refresh_from_db()
    assert wait.ended_at - wait.started_at == 3 * HOUR
    assert wait.business is not None


def test_a_wait_comes_to_an_answered_case(pair, amir):
    older, newer = pair
    with at(2):
        reply(ticket=newer, author=amir, body="It comes.")
    with at(3):
        merge(source=older, target=newer, by=amir)
    both(older, newer)
    assert newer.status == Status.OPEN
    assert [(w.number, w.started_at) for w in newer.waits.order_by("number")] == [(1, NINE + HOUR), (2, NINE)]


def test_an_answered_case_brings_no_wait(pair, amir):
    older, newer = pair
    with at(2):
        reply(ticket=older, author=amir, body="It comes.")
    with at(3):
        merge(source=older, target=newer, by=amir)
    both(older, newer)
    assert older.waits.get().ended_at == NINE + 2 * HOUR
    assert newer.waits.get().started_at == NINE + HOUR


@pytest.mark.parametrize("older_goes", [True, False])
def test_undoing_brings_back_both(pair, amir, older_goes):
    source, target = pair if older_goes else pair[::-1]
    with at(2):
        snooze(ticket=source, until=NINE + 30 * HOUR, by=amir)
        put_on_hold(ticket=source, by=amir)
    before = snapshot(source), snapshot(target)
    with at(2):
        merge(source=source, target=target, by=amir)
    with clock.at(NINE + 2 * HOUR + MINUTE):
        done = undo_merge(ticket=source, by=amir)
    assert (done.undone_by, Merge.objects.standing().count()) == (amir, 0)
    both(source, target)
    assert (snapshot(source), snapshot(target)) == before
    assert source.held_at == NINE + 2 * HOUR + MINUTE
    with at(4):
        reply(ticket=source, author=amir, body="Yes.")
        reply(ticket=target, author=amir, body="Yes.")
        merge(source=source, target=target, by=amir)
    both(source, target)


@pytest.mark.parametrize("late", ["time", "note", "reply", "customer", "another"])
def test_nothing_is_undone_after_something_happened(pair, amir, late):
    older, newer = pair
    with at(2):
        merge(source=older, target=newer, by=amir)
        if late == "note":
            write_note(ticket=older, author=amir, body="Hm.")
        elif late == "reply":
            reply(ticket=newer, author=amir, body="Hello")
        elif late == "customer":
            write_as_customer(ticket=newer, body="Well?")
        elif late == "another":
            merge(source=make_ticket(), target=newer, by=amir)
    with clock.at(NINE + 2 * HOUR + (11 if late == "time" else 1) * MINUTE), pytest.raises(Conflict):
        undo_merge(ticket=older, by=amir)
    both(older, newer)


def test_what_does_not_fit_is_refused(pair, amir):
    older, newer = pair
    with pytest.raises(Invalid):
        merge(source=older, target=Ticket.objects.get(pk=older.pk), by=amir)
    done = make_ticket()
    close_ticket(ticket=done, by=amir, reason=Reason.SPAM)
    for source, target in [(done, newer), (newer, done)]:
        with pytest.raises(Conflict):
            merge(source=source, target=target, by=amir)
    first = merge(source=older, target=newer, by=amir)
    assert merge(source=older, target=newer, by=amir) == first
    third = make_ticket()
    for source, target in [(newer, third), (third, older), (older, third)]:
        with pytest.raises(Conflict):
            merge(source=source, target=target, by=amir)
    with pytest.raises(Conflict):
        reply(ticket=older, author=amir, body="From nowhere")
    with pytest.raises(Conflict):
        resolve(ticket=older, by=amir)
    with pytest.raises(Conflict):
        undo_merge(ticket=third, by=amir)
