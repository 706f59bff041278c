"""Business time against other products' own examples (../shared/cases/time), each deviation named."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feedback.rules.time.calendar import Calendar, Version
from feedback.rules.time.schedule import Schedule, Stretch
from feedback.rules.time.spans import union
from feedback_site.kit.hours.days import read_day
from tests.support.cases import case_file

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SUNDAY = datetime(2019, 2, 3, tzinfo=UTC)  # a week whose Sunday carries no change of clocks
T0 = datetime(2013, 5, 29, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def cases():
    return json.loads(case_file("time/business_time_cases.json").read_text(encoding="utf-8"))


def moment(text):
    return datetime.fromisoformat(text)


def schedule(hours, holidays=(), tz="UTC"):
    week = tuple(read_day(", ".join(f"{a}-{b}" for a, b in hours.get(day, ()))) for day in WEEKDAYS)
    days = {date.fromisoformat(day): () for day in holidays}
    version = Version(id=1, valid_from=LONG_AGO, zone=tz, week=week, days=days)
    return Schedule((Stretch(start=LONG_AGO, calendar=Calendar(id=1, versions=(version,))),))


def test_elapsed(cases):
    usual = schedule(**cases["schedule_default"])
    for case in cases["elapsed"]:
        assert usual.elapsed(moment(case["from"]), moment(case["to"])) == timedelta(hours=case["hours"])


def test_adding(cases):
    """Deviation: biz also subtracts hours. No target runs backwards, so that row is read as what elapsed between."""
    usual = schedule(**cases["schedule_default"])
    for case in cases["add"]:
        start, result, length = moment(case["from"]), moment(case["result"]), timedelta(hours=case["hours"])
        if length < timedelta():
            assert usual.elapsed(result, start) == -length
        else:
            assert usual.add(start, length) == result


def test_periods(cases):
    usual = cases["schedule_default"]
    for case in cases["periods"]:
        if "origin" in case:
            origin, expected = moment(case["origin"]), [tuple(map(moment, span)) for span in case["first"]]
            found = schedule(**usual)
        else:
            place = ZoneInfo(case["tz"])
            origin = datetime.fromisoformat(case["origin_local"]).replace(tzinfo=place)
            expected = [
                tuple(datetime.fromisoformat(text).replace(tzinfo=place) for text in span)
                for span in case["first_local"]
            ]
            found = schedule(case["hours"], case["holidays"], case["tz"])
        spans = [(span.start, span.end) for span in found.counted(origin, origin + timedelta(days=8))]
        if "DST gap" in case.get("why", ""):
            # Deviation: biz drops all of 02:30–03:15 on the day that has no 02:00–03:00. We count by absolute
            # time, so the quarter of an hour from 03:00 to 03:15, which did happen, stays.
            kept = (datetime(2006, 4, 2, 3, tzinfo=place), datetime(2006, 4, 2, 3, 15, tzinfo=place))
            assert spans[0] == tuple(at.astimezone(UTC) for at in kept)
            spans = spans[1:]
        assert spans[: len(expected)] == expected


def minutes_after(text):
    """Read `t0-1w`, `t0+120m+1w`."""
    unit = {"m": 1, "w": 7 * 24 * 60}
    found = text.removeprefix("t0").replace("+", " +").replace("-", " -").split()
    return T0 + timedelta(minutes=sum(int(part[:-1]) * unit[part[-1]] for part in found))


def test_paused_states(cases):
    """The ticket did not exist before its first state, and a closed state pauses for ever."""
    paused = cases["paused_states"]
    events = [(minutes_after(at), state) for at, state in paused["events"]]
    ends = [at for at, _ in events[1:]] + [datetime(2100, 1, 1, tzinfo=UTC)]
    stops = [(at, end) for (at, state), end in zip(events, ends, strict=True) if state in paused["pausing"]]
    before = [(datetime(2000, 1, 1, tzinfo=UTC), T0)]
    around = Schedule((Stretch(start=LONG_AGO, around_the_clock=True),))
    for case in paused["minutes"]:
        found = around.elapsed(minutes_after(case["from"]), minutes_after(case["to"]), union(before + stops))
        assert found == timedelta(minutes=case["minutes"])
    for case in paused["deadline"]:
        # Deviation: Zammad's clock goes on after t0+120m although the ticket is closed then. Ours stops for good
        # with the closing, so the expected moments are reached with the pause from t0+90m to t0+120m alone.
        pause = [(minutes_after("t0+90m"), minutes_after("t0+120m"))]
        start, length = minutes_after(case["from"]), timedelta(minutes=case["span_min"])
        assert around.add(start, length, pause) == minutes_after(case["result"])


def test_two_schedules(cases):
    """Zendesk would take the last schedule for the whole span; we sum over both."""
    case = cases["two_schedules"]
    at = lambda minutes: SUNDAY + timedelta(minutes=minutes)  # noqa: E731

    def calendar(number, spans):
        days = [[] for _ in WEEKDAYS]
        for start, end in spans:
            days[(start // 1440 - 1) % 7].append((start % 1440, start % 1440 + end - start))
        week = tuple(tuple(day) for day in days)
        return Calendar(id=number, versions=(Version(id=number, valid_from=LONG_AGO, zone="UTC", week=week),))

    under = Schedule(
        (
            Stretch(start=LONG_AGO, calendar=calendar(1, case["chicago"])),
            Stretch(start=at(case["switched"]), calendar=calendar(2, case["san_francisco"])),
        )
    )
    found = under.elapsed(at(case["created"]), at(case["first_public_agent_reply"]))
    assert round(found.total_seconds() / 60, 2) == case["cumulative_minutes"]
    parts = [(span.version, span.length) for span in under.counted(at(case["created"]), at(5461.46))]
    assert {version for version, _ in parts} == {1, 2}
