"""Two agents at once: one story, no reply lost, no illegal state."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from feedback.actions.assign import take
from feedback.actions.close_ticket import close_ticket
from feedback.actions.open_ticket import open_ticket
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import Contact, Ticket
from feedback.queries.replayed_waits import replayed_waits
from feedback.rules.names import Channel, Kind, Reason, Status
from feedback.rules.origin import Reporter
from feedback_site.kit.problems import Conflict
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from tests.factories.feedback import make_ticket

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do all in threads that start together; return results, refusals included."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            return deed()
        except Conflict as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def count(ticket, name):
    return LoggedEvent.objects.filter(subject=f"ticket:{ticket.pk}", name=f"feedback.{name}").count()


def test_one_takes_it(amir, max_):
    ticket = make_ticket()
    results = at_once(lambda: take(ticket=ticket, by=amir), lambda: take(ticket=ticket, by=max_))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert count(ticket, "ticket_assigned") == 1


def test_both_replies_stay_and_the_first_ends_the_wait(amir, max_):
    ticket = make_ticket()
    at_once(
        lambda: reply(ticket=ticket, author=amir, body="A"),
        lambda: reply(ticket=ticket, author=max_, body="B"),
    )
    replies = ticket.messages.filter(kind=Kind.REPLY).order_by("id")
    assert sorted(r.body for r in replies) == ["A", "B"]
    assert ticket.waits.get().ended_by_message == replies[0]
    assert replayed_waits(ticket)[0].ended_by == replies[0].author_id


def test_of_two_who_saw_the_same_one_is_warned(amir, max_):
    ticket = make_ticket()
    seen = ticket.messages.get().pk
    results = at_once(
        lambda: reply(ticket=ticket, author=amir, body="A", seen_id=seen),
        lambda: reply(ticket=ticket, author=max_, body="B", seen_id=seen),
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert ticket.messages.filter(kind=Kind.REPLY).count() == 1


def test_a_form_sent_twice_at_once_is_one_reply(amir):
    ticket, form = make_ticket(), uuid7()
    deed = lambda: reply(ticket=ticket, author=amir, body="A", submission_id=form)  # noqa: E731
    first, second = at_once(deed, deed)
    assert first == second


def test_resolve_close_and_the_customer_at_once(amir, max_):
    ticket = make_ticket()
    reply(ticket=ticket, author=amir, body="Done?")
    at_once(
        lambda: resolve(ticket=ticket, by=amir),
        lambda: resolve(ticket=ticket, by=max_),
        lambda: close_ticket(ticket=ticket, by=max_, reason=Reason.DUPLICATE),
        lambda: write_as_customer(ticket=ticket, body="No."),
    )
    for row in Ticket.objects.all():
        spans = replayed_waits(row)
        assert [s.started_at for s in spans if s.ended_at is None] == [at for at in [row.wait_started_at] if at]
        assert (row.status in (Status.RESOLVED, Status.CLOSED)) <= (row.wait_started_at is None)
    assert (
        Ticket.objects.filter(messages__body="No.", wait_started_at__isnull=False).count()
        + (Ticket.objects.filter(messages__body="No.", status=Status.CLOSED).count())
        == 1
    )


def test_one_origin_at_once_is_one_ticket():
    deed = lambda: open_ticket(  # noqa: E731
        channel=Channel.FORM,
        body="Help",
        language="en",
        reporter=Reporter(name="Rosa"),
        origin_key="form:1",
    )
    tickets = at_once(*[deed] * 6)
    assert len({ticket.pk for ticket in tickets}) == 1
    assert Contact.objects.count() == 1
