"""The roll-ups equal the raw rows, however the log is cut into batches and however often it is read."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import Wait
from feedback.rules.names import Channel
from insights.actions.rebuild_rollups import READER, rebuild_rollups
from insights.models import DailyVolume
from insights.models.daily_volume import COUNTS
from insights.subscribers import count_volume
from notifications.event_log import readers
from notifications.models import LoggedEvent
from notifications.queries.settled_events import recorded
from tests.insights.conftest import at
from tests.support.drain import drain

SITE = ZoneInfo(settings.TIME_ZONE)
LATE = at("2026-11-16 23:59 Asia/Shanghai")


def rolled_up():
    return {
        (row.day, row.channel, name): getattr(row, name)
        for row in DailyVolume.objects.all()
        for name in COUNTS
        if getattr(row, name)
    }


def raw():
    counts = Counter()
    for wait in Wait.objects.filter(number=1).select_related("ticket"):
        day, channel = wait.started_at.astimezone(SITE).date(), wait.ticket.channel
        counts[day, channel, "received"] += 1
        if wait.ended_at:
            counts[wait.ended_at.astimezone(SITE).date(), channel, wait.outcome] += 1
    for event in LoggedEvent.objects.filter(name="feedback.ticket_resolved"):
        channel = Wait.objects.filter(ticket=event.payload["ticket_id"])[0].ticket.channel
        counts[event.at.astimezone(SITE).date(), channel, "resolved"] += 1
    return dict(counts)


def test_they_equal_the_raw_rows(busy_week):
    drain()
    assert rolled_up() == raw()
    assert sum(rolled_up().values()) == 11 + 7 + 2 + 1


def test_a_day_is_the_site_s(desk):
    desk.hear(LATE, answered=0.02)
    drain()
    assert rolled_up() == {
        (LATE.date(), "form", "received"): 1,
        (LATE.date() + timedelta(days=1), "form", "answered"): 1,
    }


def test_only_the_first_wait_counts(desk):
    ticket = desk.hear(LATE, answered=1)
    desk.hear_again(ticket, LATE + timedelta(hours=2))
    drain()
    assert sum(rolled_up().values()) == 2
    assert rolled_up() == raw()


@pytest.mark.parametrize("size", [1, 2, 5])
def test_any_cut_into_batches_gives_the_same(busy_week, size):
    wanted = readers()[READER].events
    ids = list(LoggedEvent.objects.filter(name__in=wanted).order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), size):
        count_volume(recorded(ids[start : start + size]))
    assert rolled_up() == raw()


def test_rebuilding_gives_the_same(busy_week):
    drain()
    DailyVolume.objects.update(received=999)
    output = StringIO()
    call_command("rebuild_rollups", stdout=output)
    assert rolled_up() == raw()
    assert output.getvalue().startswith("Read ")
    first = rebuild_rollups()
    assert rebuild_rollups() == first > 20
    drain()
    assert rolled_up() == raw()


def test_a_batch_is_three_reads_and_writes_whatever_its_size(desk):
    sizes = []
    for n in (1, 3):
        before = LoggedEvent.objects.count()
        for _ in range(n):
            desk.resolve(desk.hear(LATE, answered=1, channel=Channel.API), LATE + timedelta(days=1))
            desk.hear(LATE, closed=1)
        ids = list(LoggedEvent.objects.order_by("id").values_list("id", flat=True)[before:])
        batch = [r for r in recorded(ids) if r.event.name in readers()[READER].events]
        with CaptureQueriesContext(connection) as captured:
            count_volume(batch)
        sizes.append(len(captured))
    assert sizes == [3, 3]
