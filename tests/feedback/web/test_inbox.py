"""The inbox: views with counts, orders, filters, and what is new."""

from datetime import timedelta

import pytest

from feedback_site.kit import clock
from tests.factories.feedback import make_resolved, make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
INBOX = "/console/inbox/"
NEWS = "/console/inbox/news/"


@pytest.fixture
def desk(client_for, amir):
    return client_for(amir)


def refs(answer):
    return [ticket.ref for ticket in answer.context["page"].items]


def test_each_view_says_how_many(desk, amir):
    make_ticket()
    make_resolved(amir)
    told = {view.key: count and str(count) for view, count in desk.get(INBOX).context["rooms"]}
    assert told["waiting"] == told["unassigned"] == told["open"] == "1"
    assert told["mine"] == "0"
    assert told["resolved"] is told["spam"] is None


def test_the_order_is_chosen_by_a_link(desk):
    with clock.at(clock.now() - timedelta(hours=1)):
        old = make_ticket("Old")
    new = make_ticket("New")
    assert refs(desk.get(f"{INBOX}?view=open&sort=newest")) == [new.ref, old.ref]
    page = desk.get(f"{INBOX}?view=open")
    assert refs(page) == [old.ref, new.ref]
    assert "?view=open&amp;sort=newest" in page.text
    assert desk.get(f"{INBOX}?view=open&sort=id").status_code == 400


def test_a_filter_is_a_form_and_a_link(desk, amir):
    chinese = make_ticket("不好", language="zh-hans")
    make_ticket("Bad")
    found = desk.get(f"{INBOX}?status=unfinished&language=zh-hans&assignee=&waiting=yes")
    assert refs(found) == [chinese.ref]
    link = f"/console/tickets/{chinese.ref}/?status=unfinished&waiting=yes&language=zh-hans"
    assert link.replace("&", "&amp;") in found.text
    beside = desk.get(link)
    assert refs(beside) == [chinese.ref]
    taken = desk.post(
        f"/console/tickets/{chinese.ref}/assignment/?{link.partition('?')[2]}", {"assignee": str(amir.pk)}
    )
    assert taken.url == link


def test_new_cases_are_announced_and_nothing_moves(desk):
    make_ticket("Before")
    first = desk.get(f"{INBOX}?view=waiting")
    since = first.context["since"]
    calm = desk.get(NEWS, {"view": "waiting", "since": since}, headers={"hx-request": "true"})
    assert "new case" not in calm.text
    mark = calm.context["mark"]
    again = {"view": "waiting", "since": since, "mark": mark}
    assert desk.get(NEWS, again).status_code == 204
    make_ticket("After")
    told = desk.get(NEWS, again)
    assert "1 new case" in told.text
    assert 'href="/console/inbox/?view=waiting"' in told.text
    assert 'hx-swap-oob="true"' in told.text


@pytest.mark.parametrize("rows", [1, 3])
def test_news_ask_five_questions(desk, rows, django_assert_num_queries):
    """Session, person, saved views, counts, and what is new."""
    for number in range(rows):
        make_ticket(f"Ticket {number}")
    with django_assert_num_queries(5):
        desk.get(NEWS)


# ---------------------------------------------------------------- search
def test_what_was_found_is_marked_and_nothing_else_is_markup(desk):
    ticket = make_ticket("<b>退款</b> & refund")
    drain()
    page = desk.get(INBOX, {"text": "退款 ref"})
    assert refs(page) == [ticket.ref]
    assert "&lt;b&gt;<mark>退款</mark>&lt;/b&gt; &amp; <mark>ref</mark>und" in page.text
    assert 'value="退款 ref"' in page.text


@pytest.mark.parametrize(
    ("text", "told"), [("退", "too short"), ("x", "too short"), ("nowhere", "Nothing found"), ("x" * 5_000, "Nothing")]
)
def test_what_is_not_found_says_what_to_do(desk, text, told):
    page = desk.get(INBOX, {"text": text})
    assert page.status_code == 200
    assert told in page.text
