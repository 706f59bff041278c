"""Who is in: laws, held against a minute-by-minute reading of the wall clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.working_time import Hours, Standing
from feedback_site.kit.hours.days import BadHoursError, checked_week

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC", "Pacific/Chatham"]
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


@st.composite
def weeks(draw):
    """Seven days of up to three spans, over midnight too."""
    marks = st.lists(st.integers(0, 1439), max_size=6, unique=True)
    days = []
    for _ in range(7):
        found = sorted(draw(marks))
        days.append(tuple(zip(found[::2], found[1::2], strict=False)))
    if draw(st.booleans()) and days[0] and not days[1]:
        days[0] = (*days[0][:-1], (days[0][-1][0], 1440 + draw(st.integers(1, 300))))
        if days[0][-1][1] > days[0][-1][0] + 1440:
            days[0] = days[0][:-1]
    try:
        return checked_week(tuple(days))
    except BadHoursError:
        return ()


@st.composite
def standings(draw):
    """Somebody with hours or none, absences that touch or lie apart, and room or any."""
    edges = sorted(draw(st.lists(moments, max_size=6, unique=True)))
    absences = list(zip(edges[::2], edges[1::2], strict=False))
    week = draw(weeks())
    hours = Hours(zone=draw(st.sampled_from(ZONES)), week=week) if week else None
    return Standing(hours=hours, absences=tuple(absences), capacity=draw(st.none() | st.integers(0, 5)))


def on_the_wall(hours, at):
    """Read the clock on the wall; only where no clock is turned is that the same."""
    wall = at.astimezone(ZoneInfo(hours.zone))
    minute, day = wall.hour * 60 + wall.minute, wall.weekday()
    today = any(opens <= minute < closes for opens, closes in hours.week[day])
    return today or any(opens <= minute + 1440 < closes for opens, closes in hours.week[day - 1])


def clocks_stand(zone, at):
    place = ZoneInfo(zone)
    return (at - timedelta(days=2)).astimezone(place).utcoffset() == (at + timedelta(days=2)).astimezone(
        place
    ).utcoffset()


@given(standings(), moments)
def test_hours_are_what_the_clock_on_the_wall_says(person, at):
    if person.hours and clocks_stand(person.hours.zone, at):
        assert (at in person.hours) is on_the_wall(person.hours, at)


@given(standings(), moments, st.integers(0, 6), st.none() | st.integers(0, 6))
def test_who_can_take_it_now(person, at, load, most):
    away = any(start <= at < end for start, end in person.absences)
    at_work = person.hours is None or at in person.hours
    room = (person.capacity is None or load < person.capacity) and (most is None or load < most)
    assert person.may_take(at, load=load, most=most) is (not away and at_work and room)


@given(standings(), moments)
def test_who_comes_in_is_in_then_and_not_before(person, at):
    comes = person.comes_in(at)
    assert comes is not None
    assert comes >= at
    assert person.is_in(comes)
    assert (comes == at) is person.is_in(at)
    if comes > at:
        between = at + (comes - at) / 2
        assert not person.is_in(between)


@given(standings(), moments)
def test_away_lasts_until_nobody_is_away(person, at):
    until = person.away_until(at)
    if until is None:
        assert not any(start <= at < end for start, end in person.absences)
    else:
        assert until > at
        assert person.away_until(until) is None


def test_who_said_nothing_takes_anything_at_any_time():
    assert Standing().may_take(BEGIN, load=10**6) is True
    assert Standing(capacity=0).may_take(BEGIN, load=0) is False


@pytest.mark.parametrize(
    ("at", "there"),
    [
        ("2026-11-20T01:00+00:00", True),  # Friday 09:00 in Shanghai
        ("2026-11-20T04:00+00:00", False),  # noon
        ("2026-11-20T05:30+00:00", True),
        ("2026-11-20T14:30+00:00", True),  # Friday night, 22:30
        ("2026-11-20T21:59+00:00", True),  # Saturday 05:59
        ("2026-11-20T22:00+00:00", False),
    ],
)
def test_several_spans_and_a_night(at, there):
    friday = ((540, 720), (810, 1080), (1320, 1800))
    hours = Hours(zone="Asia/Shanghai", week=((), (), (), (), friday, (), ()))
    assert (datetime.fromisoformat(at) in hours) is there
