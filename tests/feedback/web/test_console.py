"""The inbox and the ticket's page."""

from datetime import timedelta

import pytest

from feedback.actions.assign import take
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Ticket
from feedback.queries.follow_up_filter import FollowUpFilter
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.names import Channel, Kind, Status
from feedback.rules.origin import Answer, Origin
from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from tests.factories.feedback import make_follow_up, make_resolved, make_ticket

pytestmark = pytest.mark.django_db
INBOX = "/console/inbox/"


@pytest.fixture
def desk(client_for, amir):
    return client_for(amir)


def page(ticket, part=""):
    return f"/console/tickets/{ticket.ref}/{part}"


def reply_fields(ticket, body="On its way.", **more):
    seen = ticket.messages.latest("id").pk
    return {
        "reply-body": body,
        "reply-submission_id": str(uuid7()),
        "reply-seen_id": str(seen),
        **more,
    }


def refs(answer):
    return [ticket.ref for ticket in answer.context["page"].items]


# ---------------------------------------------------------------- who may
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("part", ["", "replies/", "notes/", "assignment/", "resolution/", "closure/"])
def test_neither_strangers_nor_respondents_see_the_console(sam, client_for, rosa, method, part):
    ticket = make_ticket()
    stranger = getattr(sam, method)(page(ticket, part))
    assert stranger.status_code == 302
    assert stranger.url.startswith("/accounts/login/")
    assert getattr(client_for(rosa), method)(page(ticket, part)).status_code == 403
    assert client_for(rosa).get(INBOX).status_code == 403
    assert client_for(rosa).get("/console/follow-ups/").status_code == 403


# ---------------------------------------------------------------- the queue
def test_the_longest_wait_stands_first(desk, amir):
    with clock.at(clock.now() - timedelta(hours=5)):
        old = make_ticket("Old")
        answered = make_ticket("Answered")
        reply(ticket=answered, author=amir, body="Hi.")
    new = make_ticket("New")
    assert refs(desk.get(INBOX)) == [old.ref, new.ref]
    assert refs(desk.get(f"{INBOX}?view=open")) == [old.ref, new.ref, answered.ref]
    assert refs(desk.get(f"{INBOX}?view=mine")) == [answered.ref]
    assert refs(desk.get(f"{INBOX}?view=unassigned")) == [old.ref, new.ref]


def test_finished_ones_have_views_of_their_own(desk, amir):
    resolved = make_resolved(amir)
    assert refs(desk.get(f"{INBOX}?view=resolved")) == [resolved.ref]
    assert refs(desk.get(f"{INBOX}?view=closed")) == []
    assert desk.get(f"{INBOX}?view=all").status_code == 400
    assert desk.get(f"{INBOX}?cursor=x").status_code == 400


def test_pages_follow_each_other(desk):
    made = [make_ticket(f"Ticket {n}").ref for n in range(52)]
    first = desk.get(f"{INBOX}?view=waiting")
    assert refs(first) == made[:50]
    url = first.context["links"]["next"]
    assert url.replace("&", "&amp;") in first.text
    second = desk.get(INBOX + url)
    assert refs(second) == made[50:]
    assert refs(desk.get(INBOX + second.context["links"]["previous"])) == made[:50]


def test_the_list_refreshes_alone(desk):
    ticket = make_ticket()
    part = desk.get(INBOX, headers={"hx-request": "true"})
    assert part.text.lstrip().startswith('<div id="queue"')
    assert ticket.ref in part.text
    pane = desk.get(f"{INBOX}?view=waiting&pane={ticket.ref}", headers={"hx-request": "true"})
    assert pane.text.lstrip().startswith('<div id="pane"')
    thread = desk.get(page(ticket), headers={"hx-request": "true"})
    assert thread.text.lstrip().startswith('<ol class="thread"')


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_asks_nine_questions(desk, amir, rows, django_assert_num_queries):
    """Session, person, page, tags, views, their counts; people, teams and tags to filter by."""
    for number in range(rows):
        ticket = make_ticket(name=f"R{number}")
        take(ticket=ticket, by=amir)
    with django_assert_num_queries(9):
        assert len(refs(desk.get(INBOX))) == rows


# ---------------------------------------------------------------- figures open their list
def test_a_figure_opens_exactly_its_list(desk, amir):
    make_resolved(amir)
    waiting = make_ticket()
    answered = WaitFilter(outcome="answered", within_hours=24)
    open_now = WaitFilter(open_only=True, first_only=False)
    for wanted, count in ((answered, 1), (open_now, 1), (WaitFilter(), 2)):
        answer = desk.get(f"{INBOX}?{wanted.to_query()}")
        assert answer.context["count"] == wanted.waits().count() == count
        assert len(answer.context["page"].items) == count
    assert waiting.ref in desk.get(f"{INBOX}?{open_now.to_query()}").text
    assert desk.get(f"{INBOX}?waits=first&outcome=bad").status_code == 400


def test_a_satisfaction_figure_opens_its_list(desk, amir):
    make_follow_up(amir, 5, "Quick.")
    make_follow_up(amir, 1)
    wanted = FollowUpFilter(score_from=4)
    answer = desk.get(f"/console/follow-ups/?{wanted.to_query()}")
    assert answer.context["count"] == 1
    assert "Quick." in answer.text


@pytest.mark.parametrize("rows", [1, 3])
def test_figure_lists_ask_four_questions(desk, amir, rows, django_assert_num_queries):
    for _ in range(rows):
        make_follow_up(amir, 5, name="R")
    with django_assert_num_queries(4):
        desk.get(f"{INBOX}?{WaitFilter().to_query()}")
    with django_assert_num_queries(4):
        desk.get("/console/follow-ups/")


# ---------------------------------------------------------------- the ticket
def test_the_page_shows_answers_thread_events_and_the_person(desk, amir):
    origin = Origin(survey="Delivery", score=2, answers=(Answer(question="Why so low?", answer="Late"),))
    ticket = make_ticket("Third time!", name="Rosa", email="r@example.org", origin=origin, channel=Channel.SURVEY)
    other = make_ticket("Earlier", email="r@example.org")
    write_note(ticket=ticket, author=amir, body="Ask the depot.")
    reply(ticket=ticket, author=amir, body="On its way.")
    text = desk.get(page(ticket)).text
    for part in ("Delivery", "Why so low?", "Late", "Third time!", "Ask the depot.", "On its way."):
        assert part in text
    for part in ("Internal note", "Amir took it", "r@example.org", other.ref):
        assert part in text


def test_a_number_is_read_kindly_and_an_unknown_one_is_told(desk):
    ticket = make_ticket()
    assert desk.get(f"/console/tickets/{ticket.ref.lower()}/").status_code == 200
    assert desk.get("/console/tickets/0000-0000/").status_code == 404
    assert desk.get("/console/tickets/nonsense/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_ticket_page_asks_twenty_three_questions(desk, amir, max_, rows, django_assert_num_queries):
    ticket = make_ticket(email="r@example.org")
    for number in range(rows):
        make_ticket(f"Other {number}", email="r@example.org")
        write_note(ticket=ticket, author=max_, body="Note.")
        reply(ticket=ticket, author=amir, body="Reply.")
        write_as_customer(ticket=ticket, body="More.")
    with django_assert_num_queries(23):
        desk.get(page(ticket))


# ---------------------------------------------------------------- what can be done
def test_an_agents_story(desk, amir):
    ticket = make_ticket()
    answer = desk.post(page(ticket, "assignment/?view=waiting"), {"assignee": "me"})
    assert (answer.status_code, answer.url) == (303, page(ticket, "?view=waiting"))
    note = {"note-body": "Look it up.", "note-submission_id": str(uuid7())}
    assert desk.post(page(ticket, "notes/"), note).status_code == 303
    assert desk.post(page(ticket, "replies/"), reply_fields(ticket)).status_code == 303
    assert desk.post(page(ticket, "resolution/")).status_code == 303
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee) == (Status.RESOLVED, amir)


def test_reply_and_resolve_in_one(desk):
    ticket = make_ticket()
    desk.post(page(ticket, "replies/"), reply_fields(ticket, then="resolve"))
    ticket.refresh_from_db()
    assert ticket.status == Status.RESOLVED


def test_a_crossing_reply_is_kept_and_can_be_sent_anyway(desk):
    ticket = make_ticket()
    data = reply_fields(ticket, "We look for it.")
    write_as_customer(ticket=ticket, body="It came!")
    warned = desk.post(page(ticket, "replies/"), data)
    assert warned.status_code == 409
    assert "Send anyway" in warned.text
    assert "It came!" in warned.text
    assert "We look for it." in warned.text
    assert not ticket.messages.filter(kind=Kind.REPLY).exists()
    again = {**data, "reply-seen_id": warned.context["reply"]["seen_id"].value()}
    assert desk.post(page(ticket, "replies/"), again).status_code == 303
    assert ticket.messages.get(kind=Kind.REPLY).body == "We look for it."


def test_a_form_sent_twice_is_one_message(desk):
    ticket = make_ticket()
    data = reply_fields(ticket)
    assert [desk.post(page(ticket, "replies/"), data).status_code for _ in range(2)] == [303, 303]
    assert ticket.messages.count() == 2


@pytest.mark.parametrize(
    ("part", "data", "status"),
    [
        ("replies/", {"reply-body": ""}, 422),
        ("replies/", {"reply-body": "Hi", "reply-seen_id": "x"}, 422),
        ("notes/", {"note-body": "x" * 20_001, "note-submission_id": str(uuid7())}, 422),
        ("closure/", {}, 422),
        ("closure/", {"reason": "negative"}, 422),
        ("assignment/", {"assignee": "999999"}, 422),
        ("assignment/", {"assignee": "²"}, 422),
        ("assignment/", {"assignee": "9" * 40}, 422),
        ("resolution/", {}, 409),
    ],
)
def test_a_mistake_is_told_on_the_page(desk, part, data, status):
    ticket = make_ticket()
    answer = desk.post(page(ticket, part), data)
    assert answer.status_code == status
    assert ticket.ref in answer.text
    fresh = Ticket.objects.get()
    assert (fresh.status, fresh.messages.count()) == (Status.NEW, 1)


def test_closing_needs_a_reason_and_shows_it(desk):
    ticket = make_ticket()
    desk.post(page(ticket, "closure/"), {"reason": "duplicate"})
    assert "Duplicate" in desk.get(page(ticket)).text
    assert "Duplicate" in desk.get(f"{INBOX}?view=closed").text
    ticket.refresh_from_db()
    assert ticket.status == Status.CLOSED


def test_a_colleague_was_quicker(desk, max_):
    ticket = make_ticket()
    take(ticket=ticket, by=max_)
    answer = desk.post(page(ticket, "assignment/"), {"assignee": "me"})
    assert answer.status_code == 409
    assert "Max has taken this ticket." in answer.text


def test_handing_on(desk, max_):
    ticket = make_ticket()
    desk.post(page(ticket, "assignment/"), {"assignee": str(max_.pk)})
    ticket.refresh_from_db()
    assert ticket.assignee == max_
    desk.post(page(ticket, "assignment/"), {"assignee": ""})
    ticket.refresh_from_db()
    assert ticket.assignee is None


@pytest.mark.parametrize("part", ["replies/", "notes/", "assignment/", "resolution/", "closure/"])
def test_reading_never_writes(desk, part):
    assert desk.get(page(make_ticket(), part)).status_code == 405
