"""The laws of business time, over any calendar, any zone and any moments."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.rules.time.calendar import Calendar, Version
from feedback.rules.time.schedule import Schedule, Stretch
from feedback.rules.time.spans import gaps, total, union
from feedback_site.kit.hours.days import MINUTES, BadHoursError, checked_week

ZONES = ["Asia/Shanghai", "America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 400 * 86_400 * 10**6).map(lambda us: START + timedelta(microseconds=us))
LENGTHS = st.integers(0, 40 * 86_400 * 10**6).map(lambda us: timedelta(microseconds=us))


@st.composite
def days(draw):
    marks = sorted(draw(st.sets(st.integers(0, MINUTES), max_size=6)))
    return tuple((a, b) for a, b in zip(marks[::2], marks[1::2], strict=False) if a < MINUTES)


@st.composite
def weeks(draw):
    week = [draw(days()) for _ in range(7)]
    if draw(st.booleans()):  # a night shift on Friday
        week[4] = (*(span for span in week[4] if span[1] <= 1320), (1320, 1320 + draw(st.integers(1, MINUTES))))
    try:
        return checked_week(tuple(week))
    except BadHoursError:
        return (((540, 1020),),) * 5 + ((), ())


@st.composite
def calendars(draw, number=1):
    times = sorted(draw(st.sets(MOMENTS, min_size=1, max_size=3)))
    dates = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
    versions = [
        Version(
            id=number * 10 + n,
            valid_from=at,
            zone=draw(st.sampled_from(ZONES)),
            week=draw(weeks()),
            days=draw(st.dictionaries(dates, days(), max_size=5)),
        )
        for n, at in enumerate(times)
    ]
    return Calendar(id=number, versions=tuple(versions))


@st.composite
def schedules(draw):
    times = sorted(draw(st.sets(MOMENTS, max_size=2)))
    found = [Stretch(start=datetime(2025, 1, 1, tzinfo=UTC), calendar=draw(calendars()))]
    for number, at in enumerate(times):
        clock = draw(st.booleans())
        found.append(Stretch(start=at, calendar=None if clock else draw(calendars(number + 2)), around_the_clock=clock))
    return Schedule(tuple(found))


PAUSES = st.lists(st.tuples(MOMENTS, LENGTHS), max_size=4).map(lambda xs: union((a, a + b) for a, b in xs))


@settings(max_examples=60, deadline=None)
@given(schedules(), st.tuples(MOMENTS, MOMENTS, MOMENTS), PAUSES)
def test_time_adds_up_and_never_runs_backwards(schedule, moments, pauses):
    a, b, c = sorted(moments)
    first, second = schedule.elapsed(a, b, pauses), schedule.elapsed(b, c, pauses)
    whole = schedule.elapsed(a, c, pauses)
    assert first + second == whole
    assert timedelta() <= first <= whole <= c - a
    assert schedule.elapsed(c, a, pauses) == timedelta()
    assert whole == total((s.start, s.end) for s in schedule.counted(a, c, pauses))
    assert schedule.elapsed(a, c) == whole + sum((schedule.elapsed(*p) for p in clipped(pauses, a, c)), timedelta())


def clipped(pauses, start, end):
    return [(max(a, start), min(b, end)) for a, b in pauses]


@settings(max_examples=60, deadline=None)
@given(schedules(), MOMENTS, LENGTHS, PAUSES)
def test_adding_what_elapsed_leads_back(schedule, start, length, pauses):
    due = schedule.add(start, length, pauses)
    if due is None:
        return
    assert schedule.elapsed(start, due, pauses) == length
    moment = timedelta(microseconds=1)
    assert length == timedelta() or schedule.elapsed(start, due - moment, pauses) == length - moment
    assert schedule.add(start, schedule.elapsed(start, due, pauses), pauses) == due


@settings(max_examples=40, deadline=None)
@given(schedules(), MOMENTS, LENGTHS, LENGTHS)
def test_a_longer_target_is_never_due_earlier(schedule, start, one, more):
    due, later = schedule.add(start, one), schedule.add(start, one + more)
    assert later is None or (due is not None and due <= later)


@settings(max_examples=40, deadline=None)
@given(schedules(), MOMENTS, LENGTHS)
def test_spans_are_in_order_apart_and_half_open(schedule, start, length):
    spans = list(schedule.counted(start, start + length))
    assert all(start <= span.start < span.end <= start + length for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=20, deadline=None)
@given(schedules(), MOMENTS, LENGTHS, st.sampled_from(ZONES))
def test_the_zone_of_the_reader_changes_nothing(schedule, start, length, zone):
    seen = schedule.elapsed(start, start + length), schedule.add(start, length)
    with timezone.override(zone):
        place = ZoneInfo(zone)
        local = start.astimezone(place)
        assert (schedule.elapsed(local, (start + length).astimezone(place)), schedule.add(local, length)) == seen


@given(PAUSES, MOMENTS, LENGTHS)
def test_gaps_and_spans_make_the_whole(spans, start, length):
    left = gaps(spans, start, start + length)
    inside = union(span for span in clipped(spans, start, start + length) if span[0] < span[1])
    assert total(left) + total(inside) == length
    assert union([*left, *inside]) == ([(start, start + length)] if length else [])
