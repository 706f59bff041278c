"""Intervals hold what they promise, and hidden counts cannot be worked out."""

import random

import pytest

from surveys.rules.instruments.intervals import t_quantile
from surveys.rules.results.intervals import mean, nps
from surveys.rules.results.small_cells import K, shown_counts


@pytest.mark.parametrize(
    ("freedom", "known"),  # the tables of Student's distribution, to 1e-8
    [(1, 12.706204736174694), (9, 2.2621571628540993), (99, 1.9842169515086827), (999, 1.9623414611334487)],
)
def test_students_quantile(freedom, known):
    assert t_quantile(freedom) == pytest.approx(known, abs=1e-8)


def test_mean_and_its_interval():
    found = mean({1: 1, 2: 2, 3: 1})
    assert (found.value, found.n) == (2, 4)
    assert (found.low, found.high) == (pytest.approx(0.7008, abs=1e-4), pytest.approx(3.2992, abs=1e-4))
    assert mean({}) is None
    assert mean({4: 1}).low is None


@pytest.mark.parametrize("n", [10, 30, 100, 1000])
def test_the_interval_of_nps_covers_what_it_should(n):
    rng, shares, hits, runs = random.Random(n), {10: 0.5, 8: 0.3, 2: 0.2}, 0, 1000
    for _ in range(runs):
        sample = rng.choices(list(shares), list(shares.values()), k=n)
        found = nps({value: sample.count(value) for value in shares})
        hits += found.low <= 30 <= found.high
    assert 0.93 <= hits / runs <= 0.98


@pytest.mark.parametrize("seed", range(50))
def test_what_is_hidden_cannot_be_worked_out(seed):
    rng = random.Random(seed)
    counts = [rng.choice([0, 1, 3, 5, 9, 40]) for _ in range(rng.randint(2, 6))]
    total = sum(counts)
    shown = shown_counts(counts, total)
    assert all(s in (None, c) for s, c in zip(shown, counts, strict=True))
    assert not [c for c in shown if c is not None and (0 < c < K or 0 < total - c < K)]
    hidden = [c for c, s in zip(counts, shown, strict=True) if s is None]
    assert not hidden or (len(hidden) > 1 and sum(hidden) >= K) or len(hidden) == len(counts)
