"""The digest says what the dashboard says, in the recipient's language, and opens the same lists."""

import html
import re
from datetime import timedelta

import pytest
from django.conf import settings

from feedback_site.kit import clock
from insights.actions.send_due_digests import send_due_digests
from insights.queries.figures import figures
from notifications.models import Delivery
from tests.insights.conftest import at
from tests.insights.queries.test_figures import WEEK, counts
from tests.support.drain import drain

MONDAY = at("2026-11-23 09:00 Asia/Shanghai")


@pytest.fixture
def digest(busy_week, max_):
    def send():
        with clock.at(MONDAY - timedelta(days=1)):
            send_due_digests()
            drain()
        with clock.at(MONDAY):
            send_due_digests()
            drain()
        return Delivery.objects.get(kind="digest")

    return send


def links(text):
    address = re.escape(settings.SITE_URL)
    return {html.unescape(found) for found in re.findall(rf"{address}(/[^\s\"<]*)", text)}


def test_it_says_what_the_dashboard_says(digest):
    mail = digest()
    found = figures(WEEK, MONDAY)
    assert mail.subject == "11 received, 7 of them answered, 3 waiting now · 16 Nov 2026 – 22 Nov 2026"
    assert f"Received: {found.cohort.received.n}\n" in mail.text
    assert "Answered within 24 h: 55% (6 of all 11 received; 1 not yet 24 h old)" in mail.text
    assert "Half have an answer within: 9 h (n = 11, " in mail.text
    assert "After: 1 h · 3 h · 5 h · 5 h · 7 h · 9 h · 30 h" in mail.text
    assert "The time before: 0 received, half with an answer within –" in mail.text
    assert "No event is left uncounted" in mail.text


@pytest.mark.parametrize("part", ["text", "html"])
def test_its_numbers_open_the_same_lists(digest, client_for, max_, part):
    opened = links(getattr(digest(), part))
    found = figures(WEEK, MONDAY)
    lists = {count.url: count.n for count in counts(found).values()}
    assert {found.cohort.received.url, found.waiting.count.url} <= opened
    client = client_for(max_)
    with clock.at(MONDAY):
        for url in opened & lists.keys():
            assert client.get(url).context["count"] == lists[url]
        (dashboard,) = (url for url in opened if url.startswith("/console/dashboard/"))
        assert client.get(dashboard).context["figures"] == found


def test_in_the_language_of_the_recipient(digest, max_):
    max_.language = "zh-hans"
    max_.save()
    mail = digest()
    assert mail.language == "zh-hans"
    assert '<html lang="zh-hans">' in mail.html


def test_it_tells_what_may_be_missing(digest, max_):
    from notifications.actions.queue_delivery import Mail, queue_delivery
    from notifications.actions.read_events import read_events
    from notifications.models import LoggedEvent, ParkedEvent

    read_events()
    ParkedEvent.objects.create(reader="x", event=LoggedEvent.objects.first(), error="", traceback="", retry_at=MONDAY)
    with clock.at(MONDAY - timedelta(days=2)):
        queue_delivery(Mail(key="k", kind="x", to="a@b.example", subject="", text="", language="en"))
    Delivery.objects.filter(key="k").update(state=Delivery.State.FAILED)
    told = "1 event could not be counted yet. 1 mail of this period was not delivered."
    mail = digest()
    assert told in mail.text
    assert told in mail.html


def test_a_week_without_anything(max_):
    for moment in (MONDAY - timedelta(days=1), MONDAY):
        with clock.at(moment):
            send_due_digests()
            drain()
    mail = Delivery.objects.get(kind="digest")
    assert "Received: 0" in mail.text
    assert "Nobody wrote." in mail.text
