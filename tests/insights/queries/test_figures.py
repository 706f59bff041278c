"""The figures of a period, and that each opens exactly its list."""

from dataclasses import fields, is_dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.rules.names import Reason
from feedback_site.kit import clock
from insights.queries.count import Count
from insights.queries.figures import figures
from insights.rules.cohort import Seen
from insights.rules.percentiles import Summary
from insights.rules.periods import Period
from tests.insights.conftest import at
from tests.support.drain import drain

NOW = at("2026-11-22 22:00 Asia/Shanghai")
WEEK = Period(at("2026-11-16 00:00 Asia/Shanghai"), at("2026-11-23 00:00 Asia/Shanghai"))
HOUR = 3600.0


def counts(found):
    """Every Count in the figures, by its path."""
    if isinstance(found, Count):
        return {"": found}
    if isinstance(found, tuple):
        parts = {str(i): one for i, one in enumerate(found)}
    elif is_dataclass(found) and not isinstance(found, type):
        parts = {f.name: getattr(found, f.name) for f in fields(found)}
    else:
        return {}
    return {f"{name}.{path}".rstrip("."): count for name, part in parts.items() for path, count in counts(part).items()}


def test_what_became_of_those_who_wrote(busy_week):
    cohort = figures(WEEK, NOW).cohort
    totals = (cohort.received.n, cohort.answered.n, cohort.waiting.n, cohort.closed.n)
    assert totals == (11, 7, 2, 2)
    assert {one.reason: one.count.n for one in cohort.reasons} == {"duplicate": 1, "spam": 1}
    assert [(w.hours, w.answered.n, w.too_early.n) for w in cohort.within] == [
        (1, 1, 1),
        (4, 2, 1),
        (8, 5, 1),
        (24, 6, 1),
        (72, 7, 2),
    ]
    assert (cohort.headline.n, cohort.headline.median) == (11, 9 * HOUR)


def test_what_was_answered_in_the_period(busy_week):
    responses = figures(WEEK, NOW).responses
    assert (responses.answered.n, responses.closed.n) == (7, 2)
    assert responses.times == Summary(n=7, values=tuple(h * HOUR for h in (1, 3, 5, 5, 7, 9, 30)))


def test_who_waits_now(busy_week):
    waiting = figures(WEEK, NOW).waiting
    assert waiting.count.n == 3
    assert waiting.oldest_seconds == 60 * HOUR
    assert waiting.ages.values == (HOUR, 60 * HOUR, 60 * HOUR)
    assert len(waiting.oldest) == 3


def test_a_wait_open_for_three_days_waits_and_is_in_no_time_of_the_answered(desk):
    desk.hear(NOW - timedelta(days=3))
    desk.hear(NOW - timedelta(days=3), answered=1)
    found = figures(WEEK, NOW)
    assert found.waiting.ages.values == (72 * HOUR,)
    assert found.responses.times.values == (HOUR,)
    assert found.cohort.headline.values == (
        Seen(HOUR, answered=True),
        Seen(72 * HOUR, answered=False),
    )


def test_more_than_nine_are_summed_up(desk):
    for hours in range(1, 11):
        desk.hear(WEEK.start, answered=hours)
    found = figures(WEEK, NOW)
    assert (found.responses.times.p50, found.responses.times.p90) == (5.5 * HOUR, 9.1 * HOUR)
    assert found.cohort.headline.median == 5 * HOUR


def test_a_period_ends_before_its_end(desk):
    desk.hear(WEEK.start - timedelta(microseconds=1))
    desk.hear(WEEK.start)
    desk.hear(WEEK.end - timedelta(microseconds=1))
    desk.hear(WEEK.end)
    assert figures(WEEK, WEEK.end + timedelta(hours=1)).cohort.received.n == 2


def test_the_period_view_goes_by_the_end_of_a_wait(desk):
    desk.hear(WEEK.start - timedelta(hours=10), answered=11)
    found = figures(WEEK, NOW)
    assert (found.cohort.received.n, found.responses.answered.n) == (0, 1)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kathmandu"])
def test_the_zone_of_the_session_changes_nothing(busy_week, zone):
    drain()
    expected = figures(WEEK, NOW)
    with timezone.override(zone):
        assert figures(WEEK, NOW) == expected


def test_every_number_opens_exactly_its_list(busy_week, client_for, max_):
    drain()
    with clock.at(NOW):
        found = figures(WEEK, NOW)
        client = client_for(max_)
        shown = {path: client.get(count.url).context["count"] for path, count in counts(found).items()}
    assert shown == {path: count.n for path, count in counts(found).items()}
    assert len(shown) > 40


def test_satisfaction(desk):
    from feedback.actions.answer_follow_up import answer_follow_up
    from feedback.models import FollowUp

    for _score in range(4):
        desk.resolve(desk.hear(WEEK.start, answered=1), WEEK.start + timedelta(hours=2))
    with clock.at(WEEK.start + timedelta(hours=3)):
        drain()
        for follow_up, score in zip(FollowUp.objects.order_by("id"), (5, 4, 2), strict=False):
            answer_follow_up(follow_up=follow_up, score=score)
    felt = figures(WEEK, NOW).satisfaction
    assert (felt.asked.n, felt.answered.n, felt.satisfied.n) == (4, 3, 2)
    assert (felt.share.part, felt.share.n) == (2, 3)


def test_nothing_at_all(db):
    found = figures(WEEK, NOW)
    assert found.is_empty
    assert found.satisfaction.share is None
    assert [day.received.n for day in found.volume] == [0] * 7


def test_a_handful_of_reads_whatever_the_number_of_cases(desk):
    reads = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            figures(WEEK, NOW)
        reads.append(len(captured))
        for reason in Reason:
            desk.hear(WEEK.start, closed=1, reason=reason)
            desk.hear(WEEK.start, answered=1)
            desk.hear(WEEK.start)
    assert reads == [6, 6]
