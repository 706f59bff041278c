"""Everyone who wrote is counted, and closing a case never makes a figure better."""

from hypothesis import given
from hypothesis import strategies as st

from insights.rules.cohort import HOURS, Durations, Seen, cohort

HOUR = 3600
ages = st.lists(st.integers(0, 100).map(lambda hours: hours * HOUR))
durations = st.builds(Durations, ages, ages, st.dictionaries(st.sampled_from(["spam", "duplicate"]), ages))


def test_by_hand():
    found = cohort(Durations([24 * HOUR, 2 * HOUR], [50 * HOUR, 3 * HOUR], {"spam": [60 * HOUR]}))
    assert (found.received, found.answered, found.waiting, found.closed) == (5, 2, 2, 1)
    assert found.reasons == {"spam": 1}
    assert [(w.hours, w.answered, w.too_early) for w in found.within] == [
        (1, 0, 0),
        (4, 1, 1),
        (8, 1, 1),
        (24, 2, 1),
        (72, 2, 2),
    ]
    assert (found.within[3].share.part, found.within[3].share.n) == (2, 5)
    assert found.headline.is_small
    assert found.headline.values == (
        Seen(2 * HOUR, answered=True),
        Seen(3 * HOUR, answered=False),
        Seen(24 * HOUR, answered=True),
        Seen(50 * HOUR, answered=False),
        Seen(60 * HOUR, answered=False),
    )


def test_a_median_from_ten_on():
    found = cohort(Durations([HOUR] * 5, [2 * HOUR] * 5)).headline
    assert (found.n, found.median, found.values, found.is_small) == (10, HOUR, (), False)
    assert cohort(Durations([HOUR] * 5, [2 * HOUR] * 6)).headline.median is None


def test_an_empty_period():
    found = cohort(Durations())
    assert (found.received, found.headline.n, found.headline.median) == (0, 0, None)
    assert [w.share for w in found.within] == [None] * len(HOURS)


@given(durations)
def test_everyone_is_counted_once(waits):
    total = cohort(waits)
    assert total.received == total.answered + total.waiting + total.closed
    assert total.closed == sum(total.reasons.values())
    counts = [w.answered for w in total.within]
    assert counts == sorted(counts)
    assert counts[-1] <= total.answered


@given(durations)
def test_closing_all_that_is_open_changes_no_response_figure(waits):
    buried = Durations(waits.answered, (), {**waits.closed, "no_reply_needed": waits.waiting})
    before, after = cohort(waits), cohort(buried)
    assert after.headline == before.headline
    assert [w.share for w in after.within] == [w.share for w in before.within]


@given(st.lists(st.integers(0, 90).map(lambda hours: hours * HOUR), min_size=10))
def test_the_headline_agrees_with_the_shares(answered):
    total = cohort(Durations(answered))
    for within in total.within:
        assert (within.share.value >= 0.5) == (total.headline.median <= within.hours * HOUR)
