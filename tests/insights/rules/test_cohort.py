"""Everyone who wrote is counted, and closing a case never makes a figure better."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from insights.rules.cohort import HOURS, RawWait, Seen, cohort

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def wait(age, took=None, reason=None):
    started = NOW - timedelta(hours=age)
    return RawWait(started, None if took is None else started + timedelta(hours=took), reason)


@st.composite
def waits(draw):
    age = draw(st.integers(0, 100))
    took = draw(st.none() | st.integers(0, age))
    reason = None if took is None else draw(st.sampled_from([None, None, "spam", "duplicate"]))
    return wait(age, took, reason)


def test_by_hand():
    found = cohort([wait(90, 2), wait(90, 24), wait(50), wait(3), wait(60, 1, "spam")], NOW)
    assert (found.received, found.answered, found.waiting, found.closed) == (5, 2, 2, 1)
    assert found.reasons == {"spam": 1}
    assert [(w.hours, w.answered, w.too_early) for w in found.within] == [
        (1, 0, 0), (4, 1, 1), (8, 1, 1), (24, 2, 1), (72, 2, 2),
    ]  # fmt: skip
    assert found.headline.values == (
        Seen(2 * 3600, True), Seen(3 * 3600, False), Seen(24 * 3600, True),
        Seen(50 * 3600, False), Seen(60 * 3600, False),
    )  # fmt: skip


def test_an_empty_period():
    found = cohort([], NOW)
    assert (found.received, found.headline.n, found.headline.median) == (0, 0, None)
    assert [w.share for w in found.within] == [None] * len(HOURS)


@given(st.lists(waits()))
def test_everyone_is_counted_once(found):
    total = cohort(found, NOW)
    assert total.received == total.answered + total.waiting + total.closed
    assert total.closed == sum(total.reasons.values())
    shares = [w.answered for w in total.within]
    assert shares == sorted(shares)
    assert shares[-1] <= total.answered


@given(st.lists(waits(), min_size=10))
def test_closing_all_that_is_open_changes_no_response_figure(found):
    buried = [w if w.ended_at else w._replace(ended_at=NOW, reason="no_reply_needed") for w in found]
    before, after = cohort(found, NOW), cohort(buried, NOW)
    assert after.headline == before.headline
    assert [w.share for w in after.within] == [w.share for w in before.within]


@given(st.lists(st.integers(0, 71).map(lambda took: wait(100, took)), min_size=10))
def test_the_headline_agrees_with_the_shares(found):
    total = cohort(found, NOW)
    for within in total.within:
        assert (within.share.value >= 0.5) == (total.headline.median <= within.hours * 3600)
