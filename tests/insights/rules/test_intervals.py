"""Wilson's interval: textbook answers and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.rules.intervals import share


def test_of_nothing_there_is_no_share():
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    [
        # (n p + z²/2 ± z √(n p (1-p) + z²/4)) / (n + z²), by hand; 81 of 263 is Newcombe's (1998)
        (10, 20, 0.2993, 0.7007),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_known_answers(part, n, low, high):
    found = share(part, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == part / n


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_share_and_mirrors(sample):
    part, n = sample
    found, mirror = share(part, n), share(n - part, n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low == pytest.approx(1 - mirror.high, abs=1e-9)
