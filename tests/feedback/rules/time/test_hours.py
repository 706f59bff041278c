"""Hours as people write them, and days on which the clock itself moves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from feedback.rules.time.calendar import Calendar, Version
from feedback.rules.time.schedule import Schedule, Stretch
from feedback_site.kit.hours.days import BadHoursError, checked_week, read_day, write_day
from tests.feedback.rules.time.test_laws import days

OFFICE = read_day("9:00-12:00, 13:30-18:00")
NIGHT = read_day("22:00–06:00+1")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def version(week, zone="Asia/Shanghai", number=1, valid_from=LONG_AGO, **fields):
    return Version(id=number, valid_from=valid_from, zone=zone, week=week, **fields)


def under(*versions):
    return Schedule((Stretch(start=LONG_AGO, calendar=Calendar(id=1, versions=versions)),))


def local(text, zone="Asia/Shanghai"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("9:00-17:00", ((540, 1020),)),
        ("13:30–18:00; 09:00–12:00", ((540, 720), (810, 1080))),
        ("9：00 至 12：00，13：30 到 18：00", ((540, 720), (810, 1080))),
        ("00:00-24:00", ((0, 1440),)),
        ("22:00-06:00+1", ((1320, 1800),)),
    ],
)
def test_what_people_write(text, spans):
    assert read_day(text) == spans
    assert read_day(write_day(spans)) == spans


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9-17", "unreadable"),
        ("9:00-25:00", "unreadable"),
        ("9:60-12:00", "unreadable"),
        ("18:00-09:00", "backwards"),
        ("09:00-09:00", "backwards"),
        ("06:00-07:00+1", "backwards"),
        ("09:00-13:00, 12:00-18:00", "overlap"),
        ("x" * 300, "unreadable"),
        (", ".join(f"{h:02d}:00-{h:02d}:30" for h in range(9)), "too_many"),
    ],
)
def test_what_makes_no_sense_is_named(text, code):
    with pytest.raises(BadHoursError) as refused:
        read_day(text)
    assert refused.value.code == code


def test_a_night_must_end_before_the_next_day_begins():
    with pytest.raises(BadHoursError) as refused:
        checked_week((NIGHT, read_day("05:00-12:00"), (), (), (), (), ()))
    assert refused.value.code == "overlap"
    with pytest.raises(BadHoursError) as refused:
        checked_week(((),) * 7)
    assert refused.value.code == "never_open"


@given(days())
def test_written_hours_read_the_same(spans):
    assert read_day(write_day(spans)) == spans


def test_a_lunch_break_does_not_count_and_borders_belong_to_one_side():
    schedule = under(version((OFFICE,) * 5 + ((), ())))
    assert schedule.elapsed(local("2026-11-23 11:00"), local("2026-11-23 14:00")) == timedelta(hours=1.5)
    assert schedule.elapsed(local("2026-11-23 12:00"), local("2026-11-23 13:30")) == timedelta()
    assert schedule.add(local("2026-11-20 17:30"), timedelta(hours=1)) == local("2026-11-23 09:30")


def test_a_reply_outside_hours_took_no_business_time():
    schedule = under(version((OFFICE,) * 5 + ((), ())))
    assert schedule.elapsed(local("2026-11-21 10:00"), local("2026-11-22 20:00")) == timedelta()


def test_a_holiday_is_closed_and_a_make_up_sunday_is_open():
    off, worked = date(2026, 10, 6), date(2026, 9, 20)
    schedule = under(version((OFFICE,) * 5 + ((), ()), days={off: (), worked: OFFICE}))
    assert worked.weekday() == 6
    assert schedule.elapsed(local("2026-10-06 00:00"), local("2026-10-07 00:00")) == timedelta()
    assert schedule.elapsed(local("2026-09-20 00:00"), local("2026-09-21 00:00")) == timedelta(hours=7.5)


@pytest.mark.parametrize(
    ("evening", "hours"), [("2026-03-28 20:00", 7), ("2026-10-24 20:00", 9), ("2026-06-06 20:00", 8)]
)
def test_a_night_shift_lasts_as_long_as_it_lasts(evening, hours):
    schedule = under(version((NIGHT,) * 7, zone="Europe/Berlin"))
    start = local(evening, "Europe/Berlin")
    spans = list(schedule.counted(start.astimezone(UTC), start.astimezone(UTC) + timedelta(hours=14)))
    assert [span.length for span in spans] == [timedelta(hours=hours)]


def test_new_hours_leave_the_past_as_it_was():
    old = version((OFFICE,) * 5 + ((), ()))
    new = version(
        (read_day("09:00-13:00"),) * 5 + ((), ()), number=2, valid_from=local("2026-11-24 00:00").astimezone(UTC)
    )
    before, after = under(old), under(old, new)
    monday = local("2026-11-23 00:00"), local("2026-11-24 00:00")
    tuesday = monday[1], local("2026-11-25 00:00")
    assert after.elapsed(*monday) == before.elapsed(*monday) == timedelta(hours=7.5)
    assert after.elapsed(*tuesday) == timedelta(hours=4)
    assert [span.version for span in after.counted(monday[0], tuesday[1])] == [1, 1, 2]


def test_years_cost_little_and_a_calendar_that_never_opens_leads_nowhere():
    schedule = under(version((OFFICE,) * 7))
    assert schedule.elapsed(local("2020-01-01 00:00"), local("2040-01-01 00:00")) == 7305 * timedelta(hours=7.5)
    closed = under(version(((),) * 7))
    assert closed.add(local("2026-01-01 00:00"), timedelta(minutes=1)) is None


def test_what_is_not_known_is_not_made_up():
    calendar = Calendar(id=1, versions=(version((OFFICE,) * 7),))
    monday = local("2026-11-23 00:00")
    schedule = Schedule((Stretch(start=monday, calendar=calendar), Stretch(start=monday + timedelta(days=2))))
    assert schedule.covers(monday, monday + timedelta(days=2))
    assert not schedule.covers(monday - timedelta(seconds=1), monday + timedelta(hours=1))
    assert not schedule.covers(monday, monday + timedelta(days=2, seconds=1))
    assert Schedule(()).elapsed(monday, monday + timedelta(days=1)) == timedelta()
    assert not Schedule(()).covers(monday, monday + timedelta(days=1))


def test_what_is_out_of_order_is_refused():
    hours = version((OFFICE,) * 7)
    for versions in ((), (hours, hours)):
        with pytest.raises(ValueError):
            Calendar(id=1, versions=versions)
    with pytest.raises(ValueError):
        Schedule((Stretch(start=LONG_AGO + timedelta(days=1)), Stretch(start=LONG_AGO)))
