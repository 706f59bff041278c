"""What the clocks show, by the definitions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.rules.clocks.history import History, Hold, Regime, Resolved
from feedback.rules.clocks.matching import BadConditionError, checked_condition, matches
from feedback.rules.clocks.reckon import pauses_of, reckon
from feedback.rules.clocks.targets import Counts, State, Target, Targets, state_of
from feedback.rules.names import Outcome
from feedback.rules.time.calendar import Calendar, Version
from feedback.rules.time.schedule import Stretch
from feedback.rules.waits import Span

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICE = Calendar(
    id=1,
    versions=(
        Version(id=11, valid_from=datetime(2020, 1, 1, tzinfo=UTC), zone="UTC", week=(((540, 1020),),) * 5 + ((), ())),
    ),
)


def hours(number):
    return timedelta(hours=number)


def at(number):
    """So many hours after Monday, nine o'clock."""
    return MONDAY + hours(number)


def wait(number, start, end=None, outcome=Outcome.ANSWERED):
    ended = {} if end is None else {"ended_at": at(end), "outcome": outcome, "ended_by": 7}
    return Span(number=number, started_at=at(start), started_by_message=number, **ended)


def regime(start=-100, version=1, *, clock=True, **targets):
    stretch = Stretch(start=at(start), calendar=None if clock else OFFICE, around_the_clock=clock)
    return Regime(stretch=stretch, policy_version=version, targets=Targets(**targets) if targets else None)


def test_the_first_wait_has_one_target_and_each_later_one_the_other():
    history = History(waits=(wait(1, 0, 2), wait(2, 5)), regimes=(regime(first=60, next=120),))
    first, later = reckon(history).waits
    assert (first.deadline.minutes, first.deadline.due_at, first.deadline.late_at) == (60, at(1), at(1))
    assert (later.deadline.minutes, later.deadline.due_at, later.deadline.late_at) == (120, at(7), None)
    assert reckon(history).due_at == at(7)
    assert reckon(history).warn_at == at(5) + timedelta(minutes=96)


def test_business_time_counts_open_hours_only():
    history = History(waits=(wait(1, 7, 25),), regimes=(regime(clock=False, first=120),))
    [found] = reckon(history).waits
    assert found.business == hours(2)
    assert (found.deadline.due_at, found.deadline.late_at) == (at(25), None)


def test_a_reply_outside_hours_took_nothing_which_is_not_the_same_as_unknown():
    known = History(waits=(wait(1, 9, 10),), regimes=(regime(clock=False, first=60),))
    unknown = History(waits=(wait(1, 9, 10),), regimes=(regime(start=9.5, clock=False),))
    assert reckon(known).waits[0].business == timedelta()
    assert reckon(unknown).waits[0].business is None
    assert (reckon(unknown).agent, reckon(unknown).agent_business) == (hours(1), None)


def test_requester_wait_is_waits_and_holds_once_and_agent_time_is_waits():
    history = History(
        waits=(wait(1, 0, 2), wait(2, 6, 8)), holds=(Hold(number=1, started_at=at(1), ended_at=at(5)),), regimes=()
    )
    assert (reckon(history).requester, reckon(history).agent) == (hours(7), hours(4))


@pytest.mark.parametrize(
    ("counts", "due"), [(Counts.ALL, at(5)), (Counts.REQUESTER, at(7)), (Counts.AGENT, at(9)), ("requester", at(7))]
)
def test_a_resolution_counts_what_the_policy_says(counts, due):
    """Waits 0–2 and 6–, held 3–5: nothing counts from 2 to 3 and from 5 to 6 while the customer has the word."""
    history = History(
        waits=(wait(1, 0, 2), wait(2, 6)),
        holds=(Hold(number=1, started_at=at(3), ended_at=at(5)),),
        regimes=(regime(resolution=5 * 60, counts=Counts(counts)),),
    )
    assert reckon(history).resolution.due_at == due


def test_nothing_is_due_while_the_customer_has_the_word():
    history = History(waits=(wait(1, 0, 2),), regimes=(regime(resolution=180),))
    assert reckon(history).due_at is None
    assert pauses_of(history, Counts.REQUESTER)[0][0] == at(2)


def test_what_is_resolved_runs_no_more_and_what_is_reopened_runs_on():
    resolved = Resolved(number=1, at=at(4), by=7)
    history = History(waits=(wait(1, 0, 2),), resolutions=(resolved,), regimes=(regime(resolution=60),))
    clocks = reckon(history)
    assert clocks.resolutions[0].elapsed == clocks.resolutions[0].business == hours(4)
    assert (clocks.due_at, clocks.resolution.late_at) == (None, at(1))
    void = Resolved(number=1, at=at(4), by=7, reopened_at=at(30))
    again = History(waits=(wait(1, 0, 2), wait(2, 30)), resolutions=(void,), regimes=(regime(resolution=180, next=60),))
    assert again.resolved_at is None
    assert reckon(again).due_at == at(31)


def test_an_automatic_resolution_counts_from_the_hand_over():
    history = History(waits=(wait(1, 0, 2),), resolutions=(Resolved(number=1, at=at(170), by=None, automatic=True),))
    assert reckon(history).resolutions[0].elapsed == hours(2)


def test_a_ticket_that_staff_began_has_no_clock_before_the_customer_writes():
    clocks = reckon(History(resolutions=(Resolved(number=1, at=at(4), by=7),), regimes=(regime(first=1),)))
    assert (clocks.waits, clocks.resolutions[0].elapsed, clocks.due_at) == ((), None, None)


def test_a_target_once_missed_stays_missed():
    """One hour at high priority until three o'clock, then eight hours: late since the first hour."""
    history = History(waits=(wait(1, 0, 4),), regimes=(regime(first=60), regime(3, version=2, first=480)))
    found = reckon(history).waits[0].deadline
    assert (found.due_at, found.late_at, found.policy_version) == (at(8), at(1), 2)


def test_a_stricter_target_counts_from_the_start_and_is_late_at_once_where_that_has_passed():
    history = History(waits=(wait(1, 0, 4),), regimes=(regime(first=480), regime(3, version=2, first=60)))
    found = reckon(history).waits[0].deadline
    assert (found.due_at, found.late_at) == (at(1), at(3))


def test_time_before_the_first_policy_is_not_held_against_anybody():
    history = History(waits=(wait(1, 0),), regimes=(regime(5, first=60),))
    assert reckon(history).waits[0].deadline.due_at == at(6)


def test_several_schedules_are_summed():
    history = History(waits=(wait(1, 6, 30),), regimes=(regime(clock=False), regime(10)))
    assert reckon(history).waits[0].business == hours(2) + hours(20)


@pytest.mark.parametrize(
    ("due", "late", "ended", "kept", "state"),
    [
        (None, None, None, False, None),
        (1, None, None, False, State.LATE),
        (9, None, None, False, State.RUNNING),
        (9, 2, None, False, State.LATE),
        (9, None, 4, True, State.MET),
        (9, None, 4, False, State.DROPPED),
        (3, 3, 4, True, State.BREACHED),
        (3, 3, 4, False, State.BREACHED),
        (None, 3, 4, True, State.BREACHED),
    ],
)
def test_how_a_promise_stands(due, late, ended, kept, state):
    moments = {"due_at": due, "late_at": late, "ended_at": ended}
    found = {name: None if value is None else at(value) for name, value in moments.items()}
    assert state_of(**found, kept=kept, at=at(5)) == state


def test_a_wait_of_no_length_has_its_promise():
    history = History(waits=(wait(1, 1, 1),), regimes=(regime(first=60), regime(2, version=2, first=1)))
    assert reckon(history).waits[0].deadline.policy_version == 1


STEPS = st.lists(st.integers(1, 30), min_size=1, max_size=8)
REGIMES = st.lists(
    st.tuples(st.integers(0, 60), st.booleans(), st.sampled_from([None, 30, 60, 600]), st.sampled_from(list(Counts))),
    max_size=4,
)


@settings(max_examples=80, deadline=None)
@given(STEPS, REGIMES, st.booleans())
def test_any_story(steps, regimes, answered):
    marks = [sum(steps[:n]) for n in range(len(steps) + 1)]
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    spans = [wait(n + 1, *pair) for n, pair in enumerate(pairs)]
    if not answered:
        spans[-1] = wait(len(spans), pairs[-1][0])
    laws = tuple(
        regime(start, number, clock=clock, first=minutes, next=minutes, resolution=minutes, counts=counts)
        for number, (start, clock, minutes, counts) in enumerate(sorted(regimes, key=lambda row: row[0]))
    )
    clocks = reckon(History(waits=tuple(spans), regimes=laws))
    assert clocks == reckon(History(waits=tuple(spans), regimes=laws))
    assert clocks.agent == clocks.requester == sum((s.ended_at - s.started_at for s in spans if s.ended_at), hours(0))
    for clock, span in zip(clocks.waits, spans, strict=True):
        assert clock.business is None or hours(0) <= clock.business <= span.ended_at - span.started_at
        promised = clock.deadline
        assert (promised.due_at is None) == (promised.minutes is None)
        assert promised.due_at is None or span.started_at < promised.due_at
        assert promised.late_at is None or span.ended_at is None or promised.late_at < span.ended_at
        assert promised.warn_at is None or promised.warn_at <= promised.due_at
    if clocks.agent_business is not None:
        known = [clock.business for clock, span in zip(clocks.waits, spans, strict=True) if span.ended_at]
        assert clocks.agent_business == sum(known, hours(0))


def test_hours_that_begin_after_the_end_do_not_move_its_target():
    later = Version(id=12, valid_from=at(30), zone="UTC", week=(((0, 1440),),) * 7)
    changed = Calendar(id=1, versions=(*OFFICE.versions, later))
    for calendar in (OFFICE, changed):
        law = Regime(
            stretch=Stretch(start=at(-100), calendar=calendar), policy_version=1, targets=Targets(first=20 * 60)
        )
        ended, running = History(waits=(wait(1, 0, 2),), regimes=(law,)), History(waits=(wait(1, 0),), regimes=(law,))
        assert reckon(ended).waits[0].deadline.due_at == at(52)
        assert reckon(running).due_at == (at(52) if calendar is OFFICE else at(36))


def test_conditions_read_as_json():
    condition = checked_condition({"priority": ["urgent", "high", "high"], "channel": []})
    assert condition == {"priority": ["high", "urgent"]}
    facts = {"priority": frozenset({"high"}), "tag": frozenset({"vip", "eu"})}
    assert matches(condition, facts)
    assert matches({}, facts)
    assert matches({"tag": ["eu"]}, facts)
    assert not matches({"priority": ["low"]}, facts)
    assert not matches({"team": ["7"]}, facts)
    for bad in ([], {"colour": ["red"]}, {"tag": "vip"}, {"tag": [7]}, {"tag": [""]}, {"tag": ["x"] * 51}):
        with pytest.raises(BadConditionError):
            checked_condition(bad)


def test_targets_by_name():
    assert Targets(first=5).minutes(Target.FIRST) == 5
    assert Targets(first=5).minutes(Target.NEXT) is None
