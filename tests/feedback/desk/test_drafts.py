"""Drafts: kept as typed, one of a kind, shown to colleagues, gone once sent."""

from datetime import timedelta

import pytest

from feedback.actions.drafts.keep_draft import keep_draft
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Draft, Ticket
from feedback.models.draft import MOST, TYPING
from feedback.rules.names import MAX_BODY, Kind
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from feedback_site.kit.tokens import uuid7
from tests.factories.feedback import make_ticket

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def place(ticket, part=""):
    return f"/console/tickets/{ticket.ref}/{part}"


def bodies(user):
    return list(Draft.objects.of(user).order_by("kind").values_list("kind", "body"))


def test_one_of_a_kind_is_kept_and_an_empty_one_is_none(amir):
    ticket = make_ticket()
    for text in ("We", "We look"):
        keep_draft(ticket=ticket, user=amir, kind=Kind.REPLY, body=text)
    keep_draft(ticket=ticket, user=amir, kind=Kind.NOTE, body="Ask the depot")
    assert bodies(amir) == [("note", "Ask the depot"), ("reply", "We look")]
    keep_draft(ticket=ticket, user=amir, kind=Kind.NOTE, body=" \u200b ")
    assert bodies(amir) == [("reply", "We look")]


def test_sending_forgets_it_and_nobody_elses(amir, max_):
    ticket = make_ticket()
    for user in (amir, max_):
        for kind in (Kind.REPLY, Kind.NOTE):
            keep_draft(ticket=ticket, user=user, kind=kind, body="So far")
    reply(ticket=ticket, author=amir, body="On its way.")
    assert bodies(amir) == [("note", "So far")]
    write_note(ticket=ticket, author=amir, body="Done.")
    assert bodies(amir) == []
    assert bodies(max_) == [("note", "So far"), ("reply", "So far")]


def test_what_arrives_after_its_form_was_sent_does_not_come_back(amir):
    ticket, number = make_ticket(), uuid7()
    reply(ticket=ticket, author=amir, body="On its way.", submission_id=number)
    assert keep_draft(ticket=ticket, user=amir, kind=Kind.REPLY, body="On its w", submission_id=number) is None
    assert bodies(amir) == []


def test_drafts_are_bounded(amir):
    ticket = make_ticket()
    with pytest.raises(Invalid):
        keep_draft(ticket=ticket, user=amir, kind=Kind.REPLY, body="x" * (MAX_BODY + 1))
    with clock.at(clock.now() - timedelta(days=1)):
        old = make_ticket("Old")
        keep_draft(ticket=old, user=amir, kind=Kind.NOTE, body="The oldest")
    rows = [Ticket(ref=f"T{n}", subject="x", language="en", channel="form", status="waiting") for n in range(MOST - 1)]
    made = Ticket.objects.bulk_create(rows)
    Draft.objects.bulk_create([Draft(ticket=row, user=amir, kind="note", body="x") for row in made])
    keep_draft(ticket=ticket, user=amir, kind=Kind.REPLY, body="New")
    assert Draft.objects.of(amir).count() == MOST
    assert not old.drafts.exists()


def test_the_page_goes_on_with_it(client_for, amir):
    ticket, desk = make_ticket(), client_for(amir)
    fields = {"draft": "reply", "reply-body": "We look & find", "reply-submission_id": str(uuid7())}
    answer = desk.post(place(ticket, "drafts/"), fields)
    assert (answer.status_code, answer.url) == (303, place(ticket))
    assert desk.get(place(ticket)).context["reply"]["body"].value() == "We look & find"
    note = {"draft": "note", "note-body": "Ask", "note-submission_id": "nonsense"}
    assert desk.post(place(ticket, "drafts/"), note, headers=HTMX).status_code == 204
    assert "<details open>" in desk.get(place(ticket)).text
    assert desk.post(place(ticket, "drafts/"), {"draft": "customer"}).status_code == 422


def test_colleagues_see_it_and_who_is_there(client_for, amir, max_):
    ticket = make_ticket()
    client_for(amir).post(place(ticket, "presence/"))
    keep_draft(ticket=ticket, user=amir, kind=Kind.REPLY, body="We <look>")
    seen = client_for(max_).get(place(ticket)).text
    assert "Amir is writing a reply …" in seen
    assert "We &lt;look&gt;" in seen
    assert "Also here: Amir" in seen
    own = client_for(amir).get(place(ticket)).text
    assert "is writing" not in own
    assert "Also here" not in own
    with clock.at(clock.now() + TYPING * 2):
        later = client_for(max_).get(place(ticket)).text
    assert "Amir has begun a reply" in later
    assert "Also here" not in later


def test_the_poll_tells_only_what_is_new(client_for, amir, max_):
    ticket, desk = make_ticket(), client_for(max_)
    first = desk.get(place(ticket))
    asked = {"told": first.context["company"].mark, "reply-seen_id": str(first.context["desk"].seen_id)}
    assert desk.post(place(ticket, "presence/"), asked).status_code == 204
    write_as_customer(ticket=ticket, body="It came!")
    told = desk.post(place(ticket, "presence/"), asked)
    assert (told.status_code, "It came!" in told.text, "Newer than" in told.text) == (200, True, True)
    client_for(amir).post(place(ticket, "presence/"))
    asked["told"] = told.context["company"].mark
    assert "Also here: Amir" in desk.post(place(ticket, "presence/"), asked).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_poll_asks_five_questions(client_for, amir, make_user, rows, django_assert_num_queries):
    """Session, person, ticket, drafts, newer messages."""
    ticket, desk = make_ticket(), client_for(amir)
    for number in range(rows):
        keep_draft(ticket=ticket, user=make_user(f"U{number}", "agent"), kind=Kind.REPLY, body="x")
        write_as_customer(ticket=ticket, body="More.")
    with django_assert_num_queries(5):
        desk.post(place(ticket, "presence/"), {"reply-seen_id": "1"})


def test_a_crossing_shows_the_newer_message_beside_the_kept_text(client_for, amir):
    ticket, desk = make_ticket(), client_for(amir)
    seen = ticket.messages.latest("id").pk
    write_as_customer(ticket=ticket, body="It came!")
    fields = {"reply-body": "We look.", "reply-submission_id": str(uuid7()), "reply-seen_id": str(seen)}
    warned = desk.post(place(ticket, "replies/"), fields)
    assert warned.status_code == 409
    assert [message.body for message in warned.context["crossing"]] == ["It came!"]
    assert warned.context["reply"]["body"].value() == "We look."
