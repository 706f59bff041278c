"""Search: by words, person, tag and number; the newest first; the same for rare and frequent words."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.actions.reply import reply
from feedback.actions.write_note import write_note
from feedback.models import SearchDocument, Tag, Tagging
from feedback.queries.inbox import search as searching
from feedback.queries.inbox.lines import lines
from feedback.queries.inbox.queue import queue
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.inbox.views import View
from feedback.rules.search.terms import month_term
from feedback_site.kit import clock
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def found(user, text, *, size=50, cursor=None, **wanted):
    view = View(key="", label="", wanted=TicketFilter(text=text, **wanted))
    return queue(user=user, view=view, size=size, cursor=cursor)


def refs(page):
    return [ticket.ref for ticket in page.items]


def test_what_a_ticket_is_found_by(amir):
    ticket = make_ticket("包裹一直没到", name="王小明", email="ming@example.org")
    other = make_ticket("The parcel is late")
    reply(ticket=ticket, author=amir, body="We sent it by COURIER.")
    write_note(ticket=ticket, author=amir, body="仓库漏发")
    Tagging.objects.create(ticket=ticket, tag=Tag.objects.create(name="物流"))
    drain()
    for text in ("包裹", "一直没到", "courier", "couri", "漏发", "王小明", "ming@example.org", "没到 courier"):
        assert refs(found(amir, text)) == [ticket.ref], text
    for text in (ticket.ref, ticket.ref.lower().replace("-", ""), ticket.ref[:4]):
        assert ticket.ref in refs(found(amir, text)), text
    assert refs(found(amir, "parcel")) == [other.ref]
    assert refs(found(amir, "到没")) == []
    assert refs(found(amir, "包")) == []


def test_a_new_case_is_found_by_its_number_at_once(amir):
    ticket = make_ticket()
    assert not SearchDocument.objects.exists()
    assert refs(found(amir, ticket.ref)) == [ticket.ref]


def test_search_keeps_to_the_filter_and_to_the_reader(amir, rosa):
    ticket = make_ticket("退款", language="zh-hans")
    english = make_ticket("退款 please", language="en")
    drain()
    assert refs(found(amir, "退款", language="zh-hans")) == [ticket.ref]
    assert refs(found(amir, "退款")) == [english.ref, ticket.ref]
    assert refs(found(amir, "退款", assignee="me")) == []
    assert refs(found(rosa, "退款")) == []
    assert refs(found(rosa, ticket.ref)) == []


@pytest.mark.parametrize("window", [2, 5, 10_000])
@pytest.mark.parametrize("every", [1, 3])
@pytest.mark.parametrize("apart", [timedelta(minutes=1), timedelta(days=9), timedelta(days=50)])
def test_pages_are_the_same_however_far_one_looks_first(amir, monkeypatch, window, every, apart):
    monkeypatch.setattr(searching, "WINDOW", window)
    made = []
    for number in range(12):
        with clock.at(NOON + (number // 2 - 6) * apart):
            made.append(make_ticket("refund" if number % every == 0 else "parcel"))
    drain()
    wanted = [ticket.ref for number, ticket in enumerate(made) if number % every == 0][::-1]
    seen, page = [], found(amir, "refund", size=3)
    pages = [refs(page)]
    while page.next_cursor:
        seen += refs(page)
        page = found(amir, "refund", size=3, cursor=page.next_cursor)
        pages.append(refs(page))
    assert seen + refs(page) == wanted
    while page.previous_cursor:
        pages.pop()
        page = found(amir, "refund", size=3, cursor=page.previous_cursor)
        assert refs(page) == pages[-1]


def test_a_word_whose_number_is_that_of_a_month_leads_nobody_astray(amir, monkeypatch):
    monkeypatch.setattr(searching, "WINDOW", 1)
    made = []
    for days in (200, 100, 0):
        with clock.at(NOON - timedelta(days=days)):
            made.append(make_ticket("refund"))
    make_ticket("parcel")
    drain()
    months = [month_term(ticket.created_at) for ticket in made]
    for document in SearchDocument.objects.filter(ticket__in=made):
        document.terms = sorted({*document.terms, *months})
        document.save()
    assert refs(found(amir, "refund", size=2)) == [made[2].ref, made[1].ref]
    assert refs(found(amir, "refund", size=5)) == [ticket.ref for ticket in made[::-1]]


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_six_questions(amir, rows, django_assert_num_queries):
    """The number, the edge, the documents, the tickets; tags and what was said."""
    for number in range(rows):
        make_ticket(f"refund {number}", name=f"N{number}")
    drain()
    with django_assert_num_queries(6):
        page = found(amir, "refund")
        shown = lines(page.items, "refund")
    assert [piece.text for line in shown for piece in line["excerpt"] if piece.found] == ["refund"] * rows


def test_a_list_without_words_shows_tags_only(amir, django_assert_num_queries):
    ticket = make_ticket("<b>bold</b>")
    Tagging.objects.create(ticket=ticket, tag=Tag.objects.create(name="vip"))
    with django_assert_num_queries(1):
        [line] = lines([ticket], None)
    assert (line["tags"], line["excerpt"], [piece.text for piece in line["subject"]]) == (["vip"], [], ["<b>bold</b>"])
