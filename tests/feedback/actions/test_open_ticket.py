"""Opening a case."""

import pytest

from feedback.actions.open_ticket import open_ticket
from feedback.models import Contact, Message, Ticket
from feedback.rules.names import Channel, Kind, Status
from feedback.rules.origin import Answer, Origin, Reporter
from feedback_site.kit.problems import Invalid
from notifications.models import LoggedEvent
from tests.factories.feedback import make_ticket

pytestmark = pytest.mark.django_db


def test_it_starts_a_wait_at_the_same_moment():
    ticket = make_ticket("Late again.\nThird time.")
    message = ticket.messages.get()
    wait = ticket.waits.get()
    event = LoggedEvent.objects.get(subject=f"ticket:{ticket.pk}")
    assert (ticket.status, ticket.subject) == (Status.NEW, "Late again.")
    assert (message.kind, message.body) == (Kind.CUSTOMER, "Late again.\nThird time.")
    assert {ticket.created_at, ticket.wait_started_at, wait.started_at, message.created_at} == {event.at}
    assert (wait.number, wait.started_by_message) == (1, message)


def test_the_same_origin_opens_one_ticket():
    first = make_ticket(origin_key="response:1")
    again = make_ticket("Something else", origin_key="response:1", name="Rosa")
    assert again == first
    assert Message.objects.get().body == "The parcel came late."
    assert not Contact.objects.exists()


def test_an_address_is_one_contact_whose_name_strangers_cannot_change():
    first = make_ticket(email="Rosa@Example.org", name="Rosa")
    second = make_ticket(email="rosa@example.org ", name="Mallory")
    assert first.contact == second.contact
    assert (second.contact.name, second.contact.email) == ("Rosa", "rosa@example.org")


def test_a_name_alone_is_a_contact_and_nothing_is_anonymous():
    assert make_ticket(name="Rosa").contact.email is None
    assert make_ticket().contact is None


def test_the_answers_before_are_kept():
    answers = (Answer(question="Why?", answer="Too late"),)
    ticket = make_ticket(channel=Channel.SURVEY, origin=Origin(survey="Delivery", score=2, answers=answers))
    ticket.refresh_from_db()
    assert ticket.score == 2
    assert ticket.origin == {
        "survey": "Delivery",
        "answers": [{"question": "Why?", "answer": "Too late"}],
    }


def test_staff_begin_a_ticket_that_waits_for_nobody(amir):
    ticket = make_ticket("We call you back.", channel=Channel.STAFF, author=amir)
    assert (ticket.status, ticket.wait_started_at) == (Status.WAITING, None)
    assert (ticket.messages.get().kind, ticket.assignee) == (Kind.REPLY, amir)
    assert not ticket.waits.exists()


def test_only_staff_have_an_author(amir):
    with pytest.raises(ValueError, match="author"):
        make_ticket(author=amir)
    with pytest.raises(ValueError, match="author"):
        make_ticket(channel=Channel.STAFF)


@pytest.mark.parametrize("body", ["", " \n ", "\x00", "x" * 20_001])
def test_what_cannot_be_kept_opens_nothing(body):
    with pytest.raises(Invalid) as refusal:
        make_ticket(body, email="rosa@example.org")
    assert list(refusal.value.errors) == ["body"]
    assert not Ticket.objects.exists()
    assert not Contact.objects.exists()


def test_an_unknown_language_becomes_the_sites_own(settings):
    settings.LANGUAGE_CODE = "zh-hans"
    reporter = Reporter()
    ticket = open_ticket(channel=Channel.API, body="Hi", language="xx", reporter=reporter)
    assert ticket.language == "zh-hans"
