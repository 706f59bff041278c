"""The reporter's private page and the follow-up's."""

from datetime import timedelta

import pytest

from feedback.actions.close_ticket import close_ticket
from feedback.actions.reply import reply
from feedback.actions.write_note import write_note
from feedback.models import FollowUp, Message, Ticket
from feedback.queries.private_links import claim_token, rate_token
from feedback.rules.names import Reason, Status
from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from tests.factories.feedback import make_follow_up, make_resolved, make_ticket

pytestmark = pytest.mark.django_db


def case(ticket):
    return f"/feedback/case/{claim_token(ticket)}/"


def rate(follow_up):
    return f"/feedback/rate/{rate_token(follow_up)}/"


def fields(body="Thank you!"):
    return {"body": body, "submission_id": str(uuid7())}


def test_the_reporter_reads_replies_and_no_notes(sam, amir):
    ticket = make_ticket("Late!")
    write_note(ticket=ticket, author=amir, body="Grumpy.")
    reply(ticket=ticket, author=amir, body="On its way.")
    page = sam.get(case(ticket))
    assert page.status_code == 200
    assert "Late!" in page.text
    assert "On its way." in page.text
    assert "Grumpy." not in page.text
    assert "amir@example.org" not in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_reporter_answers_once_however_often_it_is_sent(sam, amir):
    ticket, data = make_ticket(), fields()
    for _ in range(2):
        answer = sam.post(case(ticket), data)
        assert (answer.status_code, answer.url) == (303, case(ticket))
    assert ticket.messages.count() == 2


def test_words_are_shown_as_words(sam):
    ticket = make_ticket("<script>alert(1)</script>")
    assert "<script>alert" not in sam.get(case(ticket)).text


@pytest.mark.parametrize("body", ["", "x" * 20_001])
def test_a_mistake_keeps_the_page(sam, body):
    ticket = make_ticket()
    assert sam.post(case(ticket), fields(body)).status_code == 422
    assert ticket.messages.count() == 1


def test_a_resolved_case_opens_again(sam, amir):
    ticket = make_resolved(amir)
    sam.post(case(ticket), fields("Not yet."))
    ticket.refresh_from_db()
    assert ticket.status == Status.OPEN


def test_a_closed_case_leads_to_a_new_one(sam, amir):
    ticket = make_ticket()
    close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)
    assert "Spam" in sam.get(case(ticket)).text
    answer = sam.post(case(ticket), fields("I am no robot."))
    following = Ticket.objects.get(follows=ticket)
    assert answer.url == f"{case(following)}receipt/"


@pytest.mark.parametrize("path", ["case", "rate"])
@pytest.mark.parametrize("spoil", ["cut", "other", "long", "bare"])
def test_a_forged_link_opens_nothing(sam, amir, path, spoil):
    follow_up = make_follow_up(amir)
    good = rate_token(follow_up) if path == "rate" else claim_token(follow_up.ticket)
    other = claim_token(follow_up.ticket) if path == "rate" else rate_token(follow_up)
    bad = {
        "cut": good[:-1],
        "other": other,
        "long": good + "x" * 500,
        "bare": good.partition("~")[0],
    }[spoil]
    for answer in (
        sam.get(f"/feedback/{path}/{bad}/"),
        sam.post(f"/feedback/{path}/{bad}/", {**fields(), "score": "1"}),
    ):
        assert answer.status_code == 404
    assert Message.objects.count() == 2


def test_opening_the_question_records_nothing_and_posting_does(sam, amir):
    follow_up = make_follow_up(amir)
    before = LoggedEvent.objects.count()
    page = sam.get(rate(follow_up))
    sam.head(rate(follow_up))
    assert page.status_code == 200
    assert LoggedEvent.objects.count() == before
    for _ in range(2):
        answer = sam.post(rate(follow_up), {"score": "4", "comment": "Quick."})
        assert (answer.status_code, answer.url) == (303, rate(follow_up))
    follow_up.refresh_from_db()
    assert (follow_up.score, follow_up.comment) == (4, "Quick.")
    assert LoggedEvent.objects.count() == before + 1
    assert "checked" in sam.get(rate(follow_up)).text


@pytest.mark.parametrize("data", [{}, {"score": "6"}, {"score": "x"}, {"score": "3", "comment": "x" * 2001}])
def test_nonsense_is_told(sam, amir, data):
    follow_up = make_follow_up(amir)
    assert sam.post(rate(follow_up), data).status_code == 422
    assert FollowUp.objects.get().score is None


def test_after_its_time_it_is_gone(sam, amir):
    follow_up = make_follow_up(amir)
    with clock.at(follow_up.expires_at + timedelta(seconds=1)):
        assert sam.get(rate(follow_up)).status_code == 410
        assert sam.post(rate(follow_up), {"score": "1"}).status_code == 410
    assert FollowUp.objects.get().score is None


def test_the_case_leads_to_the_question(sam, amir):
    follow_up = make_follow_up(amir)
    assert rate(follow_up) in sam.get(case(follow_up.ticket)).text


def test_no_cookie_page_is_needed_to_read(sam, amir, django_assert_num_queries):
    ticket = make_ticket()
    reply(ticket=ticket, author=amir, body="Hi.")
    with django_assert_num_queries(4):
        sam.get(case(ticket))
