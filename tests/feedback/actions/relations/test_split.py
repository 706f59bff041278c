"""One case becomes two: who has no answer waits in both since they wrote, and the events tell the same."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.actions.close_ticket import close_ticket
from feedback.actions.merging.merge import merge
from feedback.actions.relations.split import split
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import BusinessCalendar, Ticket
from feedback.queries.thread import public_thread, timeline
from feedback.rules.names import Channel, Reason, Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.models import Delivery
from tests.factories.clocks import make_calendar, make_policy
from tests.factories.feedback import make_ticket
from tests.support.drain import drain
from tests.support.replaying import assert_replays

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 20, 1, tzinfo=UTC)  # nine o'clock on a Friday in Shanghai
HOUR = timedelta(hours=1)


def at(hours):
    return clock.at(NINE + hours * HOUR)


@pytest.fixture(autouse=True)
def rules(db):
    """Promises for all cases, and hours that count."""
    with clock.at(NINE - 24 * HOUR):
        make_calendar("Office", is_usual=True, country="CN")
        make_policy("All", first=60, next=120, resolution=960, calendar=BusinessCalendar.objects.get())


@pytest.fixture
def case():
    """Three messages, an hour apart."""
    with at(0):
        ticket = make_ticket("Parcel late.", name="Rosa", email="rosa@example.org")
    for hours, body in ((1, "And the invoice is wrong."), (2, "Hello?")):
        with at(hours):
            write_as_customer(ticket=ticket, body=body)
    return ticket


def ids(ticket, *numbers):
    found = list(ticket.messages.order_by("id").values_list("pk", flat=True))
    return [found[number] for number in numbers]


def waits(ticket):
    return list(ticket.waits.order_by("number").values_list("number", "started_at", "started_by_message"))


def test_both_wait_since_they_wrote(case, amir):
    first, second, third = ids(case, 0, 1, 2)
    with at(3):
        new = split(ticket=case, message_ids=[second], by=amir)
    for ticket in (case, new):
        assert_replays(ticket)
    assert waits(case) == [(1, NINE, first)]
    assert waits(new) == [(1, NINE + HOUR, second)]
    assert (new.contact, new.channel, new.status, new.follows) == (case.contact, Channel.FORM, Status.OPEN, case)
    assert new.subject == "And the invoice is wrong."
    assert ids(case, 0, 1) == [first, third]
    wait = new.waits.get()
    assert (wait.target_minutes, wait.due_at) == (
        60,
        NINE + 2 * HOUR,
    )  # under the terms of the hour in which they wrote
    with at(4):
        reply(ticket=new, author=amir, body="Mended.")
    for ticket in (case, new):
        assert_replays(ticket)
    assert new.waits.get().ended_at == NINE + 4 * HOUR
    assert case.waits.get().ended_at is None


def test_the_first_message_goes_and_the_case_waits_since_the_next(case, amir):
    first, second, third = ids(case, 0, 1, 2)
    with at(3):
        new = split(ticket=case, message_ids=[third, first], by=amir)
    for ticket in (case, new):
        assert_replays(ticket)
    assert waits(case) == [(1, NINE + HOUR, second)]
    assert waits(new) == [(1, NINE, first)]


def test_what_was_answered_stays_answered(case, amir):
    second = ids(case, 1)
    with at(3):
        reply(ticket=case, author=amir, body="Sorry.")
    with at(4):
        new = split(ticket=case, message_ids=second, by=amir)
    for ticket in (case, new):
        assert_replays(ticket)
    assert (waits(new), new.channel, new.status, new.wait_started_at) == ([], Channel.STAFF, Status.OPEN, None)
    assert case.waits.get().ended_at == NINE + 3 * HOUR
    with at(5):
        write_as_customer(ticket=new, body="And now?")
    assert_replays(new)
    assert [start for _number, start, _message in waits(new)] == [NINE + 5 * HOUR]


def test_a_later_wait_leaves_whole(case, amir):
    with at(3):
        reply(ticket=case, author=amir, body="Sorry.")
    with at(4):
        fourth = write_as_customer(ticket=case, body="Something else.")
    with at(5):
        new = split(ticket=case, message_ids=[fourth.pk], by=amir)
    for ticket in (case, new):
        assert_replays(ticket)
    assert (case.wait_started_at, case.waits.count()) == (None, 1)
    assert waits(new) == [(1, NINE + 4 * HOUR, fourth.pk)]


def test_what_cannot_go_is_refused(case, amir):
    everything = ids(case, 0, 1, 2)
    answer = reply(ticket=case, author=amir, body="Sorry.")
    for wish, refusal in [([], Invalid), (everything, Invalid), ([answer.pk], Conflict), ([0], Conflict)]:
        with pytest.raises(refusal):
            split(ticket=case, message_ids=wish, by=amir)
    split(ticket=case, message_ids=everything[:1], by=amir)
    with pytest.raises(Conflict):
        split(ticket=case, message_ids=everything[:1], by=amir)
    merge(source=make_ticket(), target=case, by=amir)
    with pytest.raises(Conflict):
        split(ticket=case, message_ids=everything[1:2], by=amir)
    shut = make_ticket()
    write_as_customer(ticket=shut, body="More.")
    close_ticket(ticket=shut, by=amir, reason=Reason.SPAM)
    with pytest.raises(Conflict):
        split(ticket=shut, message_ids=ids(shut, 1), by=amir)
    assert Ticket.objects.filter(follows__isnull=False).count() == 1


def test_the_files_go_along_and_the_reporter_is_told_once(case, amir, sam):
    drain()
    second = case.messages.get(body="And the invoice is wrong.")
    Delivery.objects.all().delete()
    with at(3):
        new = split(ticket=case, message_ids=[second.pk], by=amir)
    drain()
    mail = Delivery.objects.get()
    assert (mail.kind, mail.to) == ("split", "rosa@example.org")
    assert new.ref in mail.subject + mail.text
    assert "invoice" not in mail.text
    assert [message.body for message in public_thread(new)] == ["And the invoice is wrong."]
    assert "And the invoice is wrong." not in [message.body for message in public_thread(case)]
    assert "ticket_split" in [line.kind for line in timeline(case)]
    assert "ticket_split_off" in [line.kind for line in timeline(new)]
