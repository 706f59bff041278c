"""The laws of waits, over any story."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.names import Outcome
from feedback.rules.waits import (
    ClosedUnanswered,
    CustomerMessage,
    HumanReply,
    Irrelevant,
    waits,
)

START = datetime(2026, 11, 1, tzinfo=UTC)


def happening(what, at, number):
    match what:
        case "customer":
            return CustomerMessage(at=at, message_id=number)
        case "reply":
            return HumanReply(at=at, message_id=number, user_id=7)
        case "close":
            return ClosedUnanswered(at=at, reason="spam", user_id=7)
    return Irrelevant(at=at)


def story(steps):
    """Turn (seconds later, what) into happenings."""
    at, found = START, []
    for number, (later, what) in enumerate(steps):
        at += timedelta(seconds=later)
        found.append(happening(what, at, number))
    return found


STEPS = st.lists(st.tuples(st.integers(0, 90_000), st.sampled_from(["customer", "reply", "close", "other"])))


@given(STEPS)
def test_at_most_the_last_wait_is_open(steps):
    spans = waits(story(steps))
    assert all(span.ended_at is not None for span in spans[:-1])


@given(STEPS)
def test_waits_are_numbered_and_never_overlap(steps):
    spans = waits(story(steps))
    assert [span.number for span in spans] == list(range(1, len(spans) + 1))
    for earlier, later in pairwise(spans):
        assert earlier.started_at <= earlier.ended_at <= later.started_at


@given(STEPS)
def test_what_is_irrelevant_changes_nothing(steps):
    happenings = story(steps)
    relevant = [h for h in happenings if not isinstance(h, Irrelevant)]
    assert waits(happenings) == waits(relevant)


@given(STEPS)
def test_an_end_has_all_that_belongs_to_it(steps):
    for span in waits(story(steps)):
        whole = {
            None: (None, None, None),
            Outcome.ANSWERED: (None, 7, span.ended_by_message),
            Outcome.CLOSED: ("spam", 7, None),
        }[span.outcome]
        assert (span.reason, span.ended_by, span.ended_by_message) == whole
        assert (span.ended_at is None) == (span.outcome is None)


def test_later_messages_do_not_restart_a_wait():
    [span] = waits(story([(0, "customer"), (60, "customer"), (60, "reply")]))
    assert span.started_at == START
    assert span.ended_at == START + timedelta(seconds=120)


def test_a_reply_to_nobody_makes_no_wait():
    assert waits(story([(0, "reply"), (60, "close")])) == []
