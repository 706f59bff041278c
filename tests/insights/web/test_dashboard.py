"""The dashboard: periods, numbers with lists, empty and busy."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback_site.kit import clock
from insights.queries.figures import figures
from insights.rules.periods import Period
from tests.insights.conftest import at
from tests.insights.queries.test_figures import NOW, WEEK, counts
from tests.support.drain import drain

URL = "/console/dashboard/"


@pytest.fixture
def manager(client_for, max_):
    return client_for(max_)


def test_who_may_see_it(sam, statuses):
    assert sam.get(URL).status_code == 302
    assert list(statuses(URL).values()) == [403, 403, 200, 200]


def test_nothing_yet(manager):
    page = manager.get(URL).content.decode()
    assert "Nothing to count yet" in page
    assert 'href="/feedback/"' in page


def test_every_number_is_there_with_its_list(busy_week, manager):
    drain()
    with clock.at(NOW):
        response = manager.get(URL)
        found = response.context["figures"]
    assert found == figures(WEEK, NOW)
    page = response.content.decode().replace("&amp;", "&")
    quiet = {day.date for day in found.volume if not (day.received.n or day.answered.n or day.closed.n)}
    assert quiet == {at("2026-11-21 00:00 UTC").date()}
    missing = [
        path for path, count in counts(found).items() if count.url not in page and count.n and "too_early" not in path
    ]
    assert missing == []
    assert "style=" not in page


@pytest.mark.parametrize("days", [7, 28, 90])
def test_the_period_switch(manager, days):
    with clock.at(NOW):
        response = manager.get(URL, {"days": days})
    first = at("2026-11-23 00:00 Asia/Shanghai") - timedelta(days=days)
    assert response.context["figures"].period == Period(first, WEEK.end)
    assert f'<a href="?days={days}" aria-current="page">' in response.content.decode()


def test_a_week_of_one_s_own(manager):
    response = manager.get(URL, {"from": "2026-11-16", "to": "2026-11-23"})
    assert response.context["figures"].period == WEEK
    assert "16 Nov 2026 – 22 Nov 2026" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"days": "8"},
        {"days": "x"},
        {"from": "2026-11-16"},
        {"from": "2026-11-16", "to": "2026-11-16"},
        {"from": "2026-02-30", "to": "2026-11-16"},
        {"from": "2024-11-16", "to": "2026-11-16"},
        {"from": "2026-11-16T00:00", "to": "2026-11-17T00:00"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"from": "9" * 5000, "to": "\x00"},
    ],
)
def test_what_cannot_be_read_is_told(manager, query):
    assert manager.get(URL, query).status_code == 400


def test_as_many_reads_for_three_as_for_one(desk, manager):
    reads = []
    for n in (1, 2):
        for _ in range(n):
            desk.hear(NOW - timedelta(hours=5), answered=1)
            desk.hear(NOW - timedelta(hours=5))
        drain()
        with clock.at(NOW), CaptureQueriesContext(connection) as captured:
            manager.get(URL)
        reads.append(len(captured))
    assert reads == [11, 11]
