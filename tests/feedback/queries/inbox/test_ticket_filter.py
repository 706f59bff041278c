"""The one filter of tickets: what a link says, and what it keeps."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.actions.assign import take
from feedback.actions.close_ticket import close_ticket
from feedback.models import SavedView
from feedback.queries.inbox.counts import Count, count_all, counts
from feedback.queries.inbox.news import news
from feedback.queries.inbox.orders import ORDERS, UnknownOrder, orders_for
from feedback.queries.inbox.queue import queue
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.inbox.views import VIEWS, UnknownView, View, all_views, asked_view, view_named
from feedback.queries.query_values import BadFilter
from feedback.rules.names import Channel, Reason, Status
from feedback_site.kit import clock
from tests.factories.feedback import make_resolved, make_ticket

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WORDS = {
    "status": ["unfinished", *(s.value for s in Status)],
    "waiting": ["yes"],
    "assignee": ["me", "nobody", "7"],
    "team": ["me", "nobody", "12345678901234567"],
    "mentions": ["me"],
    "snoozed": ["yes", "no"],
    "due": ["soon", "breached"],
    "priority": ["urgent", "high", "normal", "low"],
    "channel": [c.value for c in Channel],
    "language": ["zh-hans", "en"],
    "tag": ["delivery", "物流 & co", "100%"],
    "reason": [r.value for r in Reason],
    "text": ["退款", "late parcel", "K7Q2-9XM4"],
}
SPANS = ["created_from", "created_to", "resolved_from", "resolved_to"]
MOMENTS = st.none() | st.datetimes(
    min_value=datetime(2001, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
    max_value=datetime(2099, 1, 1),  # noqa: DTZ001 -- likewise
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(minutes=210))]),
)
FILTERS = st.builds(
    TicketFilter,
    **{name: st.none() | st.sampled_from(known) for name, known in WORDS.items()},
    **dict.fromkeys(SPANS, MOMENTS),
)


AT_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)


@AT_ANY_SPEED
@given(FILTERS)
def test_a_link_and_a_kept_filter_say_it_all(wanted):
    query = QueryDict(wanted.to_query())
    assert TicketFilter.from_query(query) == wanted
    assert TicketFilter.from_json(wanted.to_json()) == wanted
    assert TicketFilter.in_query(query) is bool(wanted)


@pytest.mark.django_db
@AT_ANY_SPEED
@given(FILTERS)
def test_every_filter_is_a_sound_question(amir_once, wanted):
    assert list(wanted.tickets(amir_once)) == []


@pytest.fixture(scope="module")
def amir_once(django_db_setup, django_db_blocker):
    """Somebody who is in no database: hypothesis runs many examples in one test."""
    from accounts.models import User

    return User(pk=4_711, role="agent", is_active=True)


@pytest.mark.parametrize(
    "query",
    [
        "status=lost",
        "assignee=x",
        "assignee=²",
        f"assignee={'9' * 19}",
        "team=-1",
        "channel=pigeon",
        "language=xx",
        "reason=negative",
        "waiting=no",
        "created_from=yesterday",
        "created_from=2026-11-02T12:00:00",
        "resolved_to=9999-01-01T00:00:00Z",
        f"tag={'x' * 41}",
        "tag=a,b",
    ],
)
def test_what_this_site_would_not_write_is_refused(query):
    with pytest.raises(BadFilter):
        TicketFilter.from_query(QueryDict(query))


@pytest.fixture
def tickets(db, amir):
    """One each hour: new in Chinese, taken, resolved, spam."""
    made = []
    for hour in range(4):
        with clock.at(NOON + timedelta(hours=hour)):
            made.append(make_ticket(f"Ticket {hour}", language=["zh-hans", "en", "en", "en"][hour]))
    with clock.at(NOON + timedelta(hours=5)):
        take(ticket=made[1], by=amir)
        made[2] = make_resolved(amir)
        close_ticket(ticket=made[3], by=amir, reason=Reason.SPAM)
    return made


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (TicketFilter(), {0, 1, 2, 3, 4}),
        (TicketFilter(status="unfinished"), {0, 1, 2}),
        (TicketFilter(status="new"), {0, 2}),
        (TicketFilter(waiting="yes"), {0, 1, 2}),
        (TicketFilter(assignee="me"), {1, 4}),
        (TicketFilter(status="unfinished", assignee="nobody"), {0, 2}),
        (TicketFilter(language="zh-hans"), {0}),
        (TicketFilter(reason="spam"), {3}),
        (TicketFilter(channel="api"), set()),
        (TicketFilter(created_from=NOON, created_to=NOON + timedelta(hours=1)), {0}),
        (TicketFilter(resolved_from=NOON), {4}),
        (TicketFilter(text="x"), set()),
        (TicketFilter(tag="nowhere"), set()),
        (TicketFilter(team="me"), set()),
        (TicketFilter(snoozed="yes"), set()),
    ],
)
def test_what_a_filter_keeps(tickets, amir, wanted, kept):
    ids = sorted(wanted.tickets(amir).values_list("pk", flat=True))
    every = sorted(TicketFilter().tickets(amir).values_list("pk", flat=True))
    assert {every.index(pk) for pk in ids} == kept


def test_who_may_not_read_finds_nothing(tickets, rosa):
    assert list(TicketFilter().tickets(rosa)) == []
    assert counts(user=rosa, views=VIEWS.values())["waiting"] == Count(0)


# ---------------------------------------------------------------- views and orders
def test_a_link_names_a_view_or_brings_its_own_filter(amir, max_):
    mine = SavedView.objects.create(name="Chinese", owner=amir, wanted={"language": "zh-hans"}, sort="newest")
    assert asked_view(QueryDict(""), amir) == VIEWS["waiting"]
    assert asked_view(QueryDict("view=mine"), amir) == VIEWS["mine"]
    found = asked_view(QueryDict(f"view={mine.pk}&text=退款"), amir)
    assert (found.label, found.wanted) == ("Chinese", TicketFilter(language="zh-hans", text="退款"))
    assert asked_view(QueryDict(found.query), amir) == found
    own = asked_view(QueryDict("channel=form&sort=newest"), amir)
    assert (own.key, own.wanted, own.order) == ("", TicketFilter(channel="form"), ORDERS["newest"])
    assert asked_view(QueryDict(own.query), amir) == own
    assert [view.label for view in all_views(amir)][-1] == "Chinese"
    with pytest.raises(UnknownView):
        view_named(str(mine.pk), max_)
    with pytest.raises(UnknownView):
        view_named("²", amir)


def test_a_list_has_the_orders_that_an_index_serves():
    assert [order.key for order in orders_for(TicketFilter(status="open"))] == ["wait", "target", "priority", "newest"]
    assert [order.key for order in orders_for(TicketFilter(status="resolved"))] == ["resolved", "newest"]
    assert [order.key for order in orders_for(TicketFilter(status="closed"))] == ["closed", "newest"]
    assert [order.key for order in orders_for(TicketFilter(language="en"))] == ["newest"]
    assert View(key="", label="", wanted=TicketFilter(language="en"), sort="wait").order.key == "newest"
    with pytest.raises(UnknownOrder):
        _ = View(key="", label="", wanted=TicketFilter(), sort="id").order


@pytest.mark.parametrize("sort", ["wait", "target", "priority", "newest"])
def test_pages_hold_each_ticket_once(amir, sort):
    with clock.at(NOON):
        made = {make_ticket(f"At once {n}").pk for n in range(7)}
    view = View(key="", label="", wanted=TicketFilter(status="unfinished"), sort=sort)
    seen, cursor = [], None
    while True:
        page = queue(user=amir, view=view, cursor=cursor, size=3)
        seen += [ticket.pk for ticket in page.items]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert (len(seen), set(seen)) == (7, made)
    before = queue(user=amir, view=view, cursor=page.previous_cursor, size=3)
    assert [ticket.pk for ticket in before.items] == seen[3:6]


# ---------------------------------------------------------------- counts and news
def test_counting_stops_at_the_bound(tickets, amir, django_assert_num_queries):
    sets = [TicketFilter(status=status).tickets(amir) for status in ("unfinished", "resolved", "open")]
    with django_assert_num_queries(1):
        assert count_all(sets, most=2) == [Count(2, more=True), Count(1), Count(1)]
    assert str(Count(1000, more=True)) == "1,000+"
    assert count_all([], most=2) == []


def test_news_are_what_was_opened_or_waits_anew(tickets, amir):
    assert news(user=amir, view=VIEWS["waiting"], since=NOON) == Count(2)
    assert news(user=amir, view=VIEWS["waiting"], since=NOON + timedelta(hours=1)) == Count(1)
    assert news(user=amir, view=VIEWS["mine"], since=NOON) == Count(1)
    assert news(user=amir, view=VIEWS["mine"], since=clock.now()) == Count(0)
