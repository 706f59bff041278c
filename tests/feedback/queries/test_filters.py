"""A figure's filter and the list behind it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from feedback.actions.close_ticket import close_ticket
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.queries.follow_up_filter import FollowUpFilter
from feedback.queries.query_values import BadFilter
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.names import Channel, Outcome, Reason
from feedback_site.kit import clock
from tests.factories.feedback import make_follow_up, make_ticket

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MOMENTS = st.none() | st.datetimes(
    min_value=datetime(2001, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
    max_value=datetime(2099, 1, 1),  # noqa: DTZ001 -- likewise
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(minutes=210))]),
)
HOURS = st.none() | st.sampled_from([1.0, 24.0, 0.25, 1 / 3, 8760.5])


@given(
    st.builds(
        WaitFilter,
        first_only=st.booleans(),
        started_from=MOMENTS,
        started_to=MOMENTS,
        ended_from=MOMENTS,
        ended_to=MOMENTS,
        outcome=st.none() | st.sampled_from([o.value for o in Outcome]),
        open_only=st.booleans(),
        within_hours=HOURS,
        channel=st.none() | st.sampled_from([c.value for c in Channel]),
        reason=st.none() | st.sampled_from([r.value for r in Reason]),
    )
)
def test_a_link_says_the_whole_filter(wanted):
    query = QueryDict(wanted.to_query())
    assert WaitFilter.in_query(query)
    assert WaitFilter.from_query(query) == wanted


@given(
    st.builds(
        FollowUpFilter,
        asked_from=MOMENTS,
        asked_to=MOMENTS,
        answered_from=MOMENTS,
        answered_to=MOMENTS,
        answered=st.none() | st.booleans(),
        score_from=st.none() | st.integers(1, 5),
        score_to=st.none() | st.integers(1, 5),
        channel=st.none() | st.sampled_from([c.value for c in Channel]),
    )
)
def test_a_follow_up_link_says_the_whole_filter(wanted):
    assert FollowUpFilter.from_query(QueryDict(wanted.to_query())) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "waits=some",
        "outcome=good",
        "started_from=yesterday",
        "started_from=2026-13-01T00:00:00Z",
        "started_from=2026-11-01T00:00:00",
        "started_from=0001-01-01T00:00:00%2B14:00",
        "within_hours=nan",
        "within_hours=-1",
        "within_hours=1e300",
        "channel=" + "x" * 1000,
        "reason=negative",
        "open=no",
    ],
)
def test_what_this_site_does_not_write_is_refused(query):
    with pytest.raises(BadFilter):
        WaitFilter.from_query(QueryDict(query))


@pytest.mark.parametrize("query", ["score_from=0", "score_to=6", "answered=maybe"])
def test_follow_ups_refuse_too(query):
    with pytest.raises(BadFilter):
        FollowUpFilter.from_query(QueryDict(query))


@pytest.fixture
def week(amir):
    """Four waits: answered in 1 h and in 24 h, closed, and open; one second wait."""

    def at(hours):
        return clock.at(NOON + timedelta(hours=hours))

    tickets = []
    for channel in (Channel.FORM, Channel.API, Channel.FORM, Channel.FORM):
        with at(0):
            tickets.append(make_ticket(channel=channel))
    with at(1):
        reply(ticket=tickets[0], author=amir, body="Hi.")
    with at(2):
        write_as_customer(ticket=tickets[0], body="And?")
    with at(24):
        reply(ticket=tickets[1], author=amir, body="Hi.")
        close_ticket(ticket=tickets[2], by=amir, reason=Reason.SPAM)
    return tickets


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (WaitFilter(), [0, 1, 2, 3]),
        (WaitFilter(first_only=False), [0, 0, 1, 2, 3]),
        (WaitFilter(outcome="answered"), [0, 1]),
        (WaitFilter(outcome="answered", within_hours=24), [0, 1]),
        (WaitFilter(outcome="answered", within_hours=23.99), [0]),
        (WaitFilter(open_only=True), [3]),
        (WaitFilter(open_only=True, first_only=False), [0, 3]),
        (WaitFilter(reason="spam"), [2]),
        (WaitFilter(channel="api"), [1]),
        (WaitFilter(ended_from=NOON + timedelta(hours=24)), [1, 2]),
        (WaitFilter(ended_to=NOON + timedelta(hours=24)), [0]),
        (WaitFilter(started_to=NOON), []),
        (WaitFilter(first_only=False, started_from=NOON + timedelta(hours=2)), [0]),
    ],
)
def test_it_keeps_these(week, wanted, found):
    waits = wanted.waits().order_by("ticket_id")
    assert [wait.ticket_id for wait in waits] == [week[i].pk for i in found]
    assert set(wanted.tickets()) == {week[i] for i in found}


@pytest.mark.django_db
def test_follow_ups(amir):
    good, bad, silent = (make_follow_up(amir, score) for score in (5, 1, None))
    every = FollowUpFilter()
    assert set(every.follow_ups()) == {good, bad, silent}
    assert set(FollowUpFilter(answered=True).follow_ups()) == {good, bad}
    assert set(FollowUpFilter(answered=False).follow_ups()) == {silent}
    assert set(FollowUpFilter(score_from=4).follow_ups()) == {good}
    assert set(FollowUpFilter(answered_to=good.answered_at).follow_ups()) == set()
    assert set(FollowUpFilter(channel="survey").follow_ups()) == set()
