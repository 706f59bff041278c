"""Other products' worked examples (../shared/cases/time) under our definitions, each deviation named."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from feedback.rules.clocks.history import History, Hold, Regime, Resolved
from feedback.rules.clocks.reckon import reckon
from feedback.rules.clocks.targets import Targets
from feedback.rules.names import Outcome
from feedback.rules.time.calendar import Calendar, Version
from feedback.rules.time.schedule import Stretch
from feedback.rules.waits import ClosedUnanswered, CustomerMessage, HumanReply, Irrelevant, waits
from feedback_site.kit.hours.days import read_day
from tests.support.cases import case_file

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
T0 = MONDAY + timedelta(hours=9)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
AGENTS = {"a": 1, "a:A": 1, "a:B": 2}


@pytest.fixture(scope="module")
def cases():
    found = json.loads(case_file("time/metric_cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in found["cases"]}


def moment(text):
    """Read `t0+60m`, `Mon 09:00`, `08:00+1d`, `3 Jan` and plain numbers, which stand for hours."""
    if match := re.fullmatch(r"t0(?:([+-]\d+)([mhd]))?", text):
        return T0 + int(match[1] or 0) * UNITS[match[2] or "m"]
    if match := re.fullmatch(r"(Mon|Fri) (\d\d):(\d\d)", text):
        day = {"Mon": 0, "Fri": 4}[match[1]]
        return MONDAY + timedelta(days=day, hours=int(match[2]), minutes=int(match[3]))
    if match := re.fullmatch(r"(\d\d):(\d\d)(?:\+(\d)d)?", text):
        return MONDAY + timedelta(days=int(match[3] or 0), hours=int(match[1]), minutes=int(match[2]))
    if match := re.fullmatch(r"(\d+) Jan", text):
        return datetime(2026, 1, int(match[1]), tzinfo=UTC)
    return MONDAY + timedelta(hours=int(text.rstrip("b")), minutes=30 if text.endswith("b") else 0)


def happening(number, at, who, what):
    if who == "c":
        return CustomerMessage(at=at, message_id=number)
    if who in AGENTS and "reply" in what and "note" not in what and "no reply" not in what:
        return HumanReply(at=at, message_id=number, user_id=AGENTS[who])
    if what.startswith("archive, no reply"):
        return ClosedUnanswered(at=at, reason="no_reply_needed", user_id=AGENTS[who])
    return Irrelevant(at=at)


def story(case, **more):
    events = [(moment(at), who, what) for at, who, what in case["events"]]
    spans = waits(happening(n, *event) for n, event in enumerate(events))
    resolved = [
        Resolved(number=n + 1, at=at, by=AGENTS.get(who), automatic=who == "s")
        for n, (at, who, what) in enumerate(e for e in events if "archive" in e[2] or "auto-closed" in e[2])
    ]
    return History(waits=tuple(spans), **{"resolutions": tuple(resolved), **more})


def first_response(history):
    first = history.waits[0]
    return (first.ended_at - first.started_at) / UNITS["m"]


@pytest.mark.parametrize(
    ("case", "key"),
    [
        ("zendesk-frt-note-does-not-count", "first_reply_min"),
        ("fivetran-privately-created", "sla_first_reply_min"),
        ("plain-frt", "first_response_min"),
    ],
)
def test_first_response(cases, case, key):
    """Notes, robots and empty tickets start and end nothing; the customer's first words start the clock."""
    assert first_response(story(cases[case])) == cases[case]["expect"][key]


def test_a_robot_does_not_answer(cases):
    """Deviation: Chatwoot counts 10 minutes from the reopening, because its robot had resolved the case.

    Nobody human had answered the first words, so ours is one wait from Monday 9:00 to Friday 14:10.
    """
    history = story(cases["chatwoot-pr-12058"])
    assert len(history.waits) == 1
    assert first_response(history) == 4 * 1440 + 5 * 60 + 10


def test_who_was_never_asked_does_not_answer(cases):
    """Deviation: Zendesk gives a case that an agent began 60 minutes, to the second comment.

    The customer never wrote, so nobody waited, and there is no first response. Fivetran's "native"
    30 minutes for the privately created case fall away for the same reason.
    """
    assert story(cases["zendesk-frt-agent-created"]).waits == ()


def test_several_schedules(cases):
    other = json.loads(case_file("time/business_time_cases.json").read_text(encoding="utf-8"))["two_schedules"]
    assert cases["fivetran-two-schedules"]["expect"]["cumulative_business_min"] == other["cumulative_minutes"]


@pytest.mark.parametrize("case", ["front-resolution-1", "front-resolution-2"])
def test_resolution_counts_from_the_first_customer_message(cases, case):
    [found] = reckon(story(cases[case])).resolutions
    assert found.elapsed == timedelta(hours=1)


def test_a_thank_you_waits_too(cases):
    """Deviation: Front leaves the wait after "thank you" out. Ours ends when somebody says that it needs no reply."""
    history = story(cases["front-resolution-3-thank-you"])
    assert [span.outcome for span in history.waits] == [Outcome.ANSWERED, Outcome.CLOSED]
    assert reckon(history).agent == timedelta(hours=2)


def test_snoozing_answers_nobody(cases):
    """Deviation: Front counts a snoozed case as resolved. Ours still waits."""
    history = story(cases["front-resolution-4-snooze"])
    assert history.waits[-1].ended_at is None
    assert history.resolved_at is None


def test_a_reply_is_its_senders_and_a_resolution_its_closers(cases):
    """Deviation: Front gives both to the assignee."""
    history = story(cases["front-resolution-5-attribution"])
    assert (history.waits[0].ended_by, history.resolutions[0].by) == (AGENTS["a:B"], AGENTS["a:A"])


def test_a_value_belongs_to_the_day_on_which_its_wait_ended(cases):
    """Deviation: Intercom shows it on the day on which it began; our cohort view does that, under its own name."""
    [span] = story(cases["intercom-grouping"]).waits
    assert (span.ended_at.day, first_response(story(cases["intercom-grouping"]))) == (3, 2 * 1440)


def test_an_automatic_end_counts_from_the_hand_over(cases):
    """What Plain calls waiting for the customer is, with us, the reply that hands over."""
    case = cases["plain-resolution-auto-done"]
    events = [[at, who, what.replace("set waiting for customer", "reply")] for at, who, what in case["events"]]
    [found] = reckon(story({"events": events})).resolutions
    assert found.elapsed == timedelta(hours=case["expect"]["resolution_h"])


def test_off_hours(cases):
    """The example names no closing time; 18:00 is the one that gives its answer."""
    case = cases["keeping-off-hours"]
    week = (read_day(case["schedule"].replace("?", "18:00")),) * 7
    hours = Calendar(id=1, versions=(Version(id=1, valid_from=MONDAY, zone="UTC", week=week),))
    history = story(case, regimes=(Regime(stretch=Stretch(start=MONDAY, calendar=hours)),))
    assert reckon(history).waits[0].business == timedelta(hours=case["expect"]["business_h"])
    assert first_response(history) == case["expect"]["calendar_h"] * 60


def test_rules_learnt_from_issues(cases):
    """No next target before the first response; none while our word is the last; a reply with a hold ends the wait."""
    assert {key for key in cases if key.startswith("zammad-")} == {
        "zammad-5177-update-overrules-first",
        "zammad-3140-agent-answered",
        "zammad-3551-reply-and-pending-at-once",
    }
    targets = Regime(
        stretch=Stretch(start=MONDAY, around_the_clock=True), policy_version=1, targets=Targets(first=60, next=5)
    )
    twice = story({"events": [["t0", "c", "message"], ["t0+3m", "c", "message"]]}, regimes=(targets,))
    assert [wait.deadline.minutes for wait in reckon(twice).waits] == [60]
    events = [["t0", "c", "message"], ["t0+3m", "a", "reply"]]
    hold = Hold(number=1, started_at=moment("t0+3m"))
    answered = story({"events": events}, regimes=(targets,), holds=(hold,))
    assert first_response(answered) == 3
    assert reckon(answered).due_at is None


def test_every_case_is_spoken_for(cases):
    """Whoever adds a case finds this list."""
    assert len(cases) == 17
