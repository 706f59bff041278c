"""Local days and weeks, and Monday 9:00, through every clock change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.rules.periods import (
    Period,
    before,
    days,
    last_days,
    last_full_week,
    local_days,
    midnight,
    moved_digest,
    next_digest,
    week_so_far,
    week_up_to,
)

BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")
ZONES = [
    "Africa/Cairo", "America/New_York", "America/Santiago", "Asia/Beirut", "Asia/Kathmandu",
    "Asia/Shanghai", "Australia/Lord_Howe", "Europe/Berlin", "Pacific/Apia", "Pacific/Chatham", "UTC",
]  # fmt: skip
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "start", "end", "hours"),
    [
        ("2026-03-30 07:00", BERLIN, "2026-03-22 23:00", "2026-03-29 22:00", 167),
        ("2026-10-26 08:00", BERLIN, "2026-10-18 22:00", "2026-10-25 23:00", 169),
        ("2026-11-23 01:00", SHANGHAI, "2026-11-15 16:00", "2026-11-22 16:00", 168),
    ],
)
def test_weeks_with_and_without_a_clock_change(now, zone, start, end, hours):
    week = last_full_week(utc(now), zone)
    assert week == Period(utc(start), utc(end))
    assert week.end - week.start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("after", "zone", "expected"),
    [
        ("2026-03-27 12:00", BERLIN, "2026-03-30 07:00"),
        ("2026-10-23 12:00", BERLIN, "2026-10-26 08:00"),
        ("2026-11-23 00:59", SHANGHAI, "2026-11-23 01:00"),
        ("2026-11-23 01:00", SHANGHAI, "2026-11-30 01:00"),
    ],
)
def test_monday_at_nine(after, zone, expected):
    assert next_digest(utc(after), zone) == utc(expected)


def test_last_days_hold_today():
    now = utc("2026-11-22 20:00")
    assert last_days(7, now, SHANGHAI) == days(date(2026, 11, 17), date(2026, 11, 23), SHANGHAI)
    assert last_days(1, now, SHANGHAI) == Period(utc("2026-11-22 16:00"), utc("2026-11-23 16:00"))


def test_a_day_may_begin_at_one():
    """Santiago's clocks jump from 0:00 to 1:00."""
    assert midnight(date(2026, 9, 6), ZoneInfo("America/Santiago")) == utc("2026-09-06 04:00")


@given(moments, zones)
def test_digests_come_later_on_a_monday_at_nine_a_week_apart(after, zone):
    due = next_digest(after, zone)
    local = due.astimezone(zone)
    assert due > after
    assert due - after <= timedelta(days=7, hours=2)
    assert (local.weekday(), local.hour, local.minute) == (0, 9, 0)
    following = next_digest(due, zone).astimezone(zone)
    assert following.date() - local.date() == timedelta(days=7)


@given(moments, zones)
def test_a_digest_tells_of_the_week_before_it(after, zone):
    due = next_digest(after, zone)
    week = last_full_week(due, zone)
    assert week.end < due
    assert local_days(week, zone)[0].weekday() == 0
    assert len(local_days(week, zone)) == 7
    assert last_full_week(next_digest(due, zone), zone).start == week.end


@given(moments, zones, st.integers(1, 90))
def test_days_join_without_gap_or_overlap(now, zone, count):
    period = last_days(count, now, zone)
    listed = local_days(period, zone)
    assert len(listed) == count
    edges = [midnight(day, zone) for day in listed]
    assert edges == sorted(set(edges))
    assert period.start == edges[0]
    assert period.start <= now < period.end
    joined = [days(day, day, zone) for day in listed]
    assert all(a.end == b.start for a, b in pairwise(joined))


def test_the_week_before_through_a_clock_change():
    week = last_full_week(utc("2026-10-26 08:00"), BERLIN)
    assert before(week, BERLIN) == last_full_week(utc("2026-10-19 08:00"), BERLIN)
    assert before(before(week, BERLIN), BERLIN) == last_full_week(utc("2026-10-12 08:00"), BERLIN)


@given(moments, zones)
def test_the_week_before_joins(now, zone):
    week = last_full_week(now, zone)
    assert before(week, zone).end == week.start
    assert len(local_days(before(week, zone), zone)) == 7


@given(moments, zones, zones)
def test_who_moves_keeps_the_monday(after, old, new):
    due = next_digest(after, old)
    moved = moved_digest(due, old, new).astimezone(new)
    assert (moved.date(), moved.hour) == (due.astimezone(old).date(), 9)


@given(moments)
def test_asking_twice_in_a_minute_is_one_window_that_holds_now(now):
    period = week_up_to(now)
    assert period.start < now < period.end
    assert period.end - period.start == timedelta(days=7)
    assert week_up_to(now.replace(second=0, microsecond=0)) == period


@given(moments, zones)
def test_the_week_so_far_follows_the_last_full_week(now, zone):
    assert week_so_far(now, zone).start == last_full_week(now, zone).end
    assert week_so_far(now, zone).is_whole_days(zone)


def test_whole_days_are_those_of_a_zone():
    day = days(date(2026, 11, 16), date(2026, 11, 16), SHANGHAI)
    assert (day.is_whole_days(SHANGHAI), day.is_whole_days(BERLIN)) == (True, False)
    assert day.last_moment.astimezone(SHANGHAI).date() == date(2026, 11, 16)
