"""Scores with known answers: from the sources, by hand, and from tables of Student's t."""

import math

import pytest

from surveys.rules.instruments.intervals import mean_interval, t_quantile, wilson
from surveys.rules.instruments.scoring import Score, ces, csat, nps, score, sus, sus_from_umux_lite, sus_of, umux_lite


def rounded(found, digits=2):
    return (*(None if v is None else round(v, digits) for v in (found.value, found.low, found.high)), found.n)


def test_nps_with_its_variance():
    """Half promoters, a fifth detractors: variance .5 + .2 − .3² = .61, so ±1.96 √(.61/100)."""
    found = nps([10] * 30 + [9] * 20 + [7] * 15 + [8] * 15 + [6] * 10 + [0] * 10)
    assert rounded(found) == (30.0, 14.69, 45.31, 100)
    half = 100 * 1.959963985 * math.sqrt(0.61 / 100)
    assert found.high - found.value == pytest.approx(half)


@pytest.mark.parametrize(
    ("ratings", "known"),
    [
        ([], Score(value=None, n=0)),
        ([9], Score(value=100.0, n=1)),
        ([10, 9, 9], Score(value=100.0, n=3)),
        ([6, 0], Score(value=-100.0, n=2)),
        ([7, 8], Score(value=0.0, n=2)),
        ([11, -1, 9.5, None, "9", True, 10], Score(value=100.0, n=1, left_out=6)),
    ],
)
def test_nps_at_its_ends_gives_no_interval_it_cannot_know(ratings, known):
    assert nps(ratings) == known


def test_wilson_as_published():
    """Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    cases = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    assert {k: tuple(round(b, 4) for b in wilson(*k)) for k in cases} == cases
    assert wilson(29, 29)[1] == 1.0
    with pytest.raises(ValueError):
        wilson(1, 0)


def test_csat_counts_the_top_two():
    assert rounded(csat([5] * 40 + [4] * 41 + [3] * 100 + [1] * 82)) == (30.8, 25.53, 36.62, 263)
    assert csat([]) == Score(value=None, n=0)


@pytest.mark.parametrize(
    ("freedom", "t"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (5, 2.5706), (9, 2.2622), (10, 2.2281), (29, 2.0452),
     (30, 2.0423), (60, 2.0003), (120, 1.9799), (200, 1.9719), (201, 1.9718), (1000, 1.9623)],
)  # fmt: skip
def test_student_as_in_the_tables(freedom, t):
    assert round(t_quantile(freedom), 4) == t


def test_means_without_spread_have_no_interval():
    assert mean_interval({5: 1}) is None
    assert mean_interval({5: 3}) is None


def test_ces_is_a_mean_of_seven_points():
    """Mean 5, s² = 2, n = 5: ± 2.7764 √(2/5) = 1.756."""
    found = ces([3, 5, 5, 7, 5])
    assert rounded(found, 3) == (5.0, 3.244, 6.756, 5)


@pytest.mark.parametrize(
    ("sheet", "points"),
    [
        ([3] * 10, 50.0),
        ([5, 1] * 5, 100.0),
        ([1, 5] * 5, 0.0),
        ([5, 4, 2, 1, 2, 3, 2, 4, 5, 4], 50.0),
        ([4, 2, 5, 1, 4, 2, 4, 1, 5, 2], 85.0),
        ([4, 2, 5, 1, 4, 2, 4, 1, 5], None),
        ([4, 2, 5, 1, 4, 2, 4, 1, 5, None], None),
        ([4, 2, 5, 1, 4, 2, 4, 1, 5, 6], None),
    ],
)
def test_sus_of_one_person(sheet, points):
    """(odd − 1) + (5 − even), times 2.5."""
    assert sus_of(sheet) == points


def test_sus_of_many():
    found = sus([[3] * 10, [5, 1] * 5, [3, 1] * 5, [None] + [3] * 9])
    assert (found.value, found.n, found.left_out) == (75.0, 3, 1)
    assert rounded(found) == (75.0, 12.9, 100.0, 3)


def test_umux_lite():
    assert umux_lite([[7, 7]]).value == 100
    assert umux_lite([[1, 1]]).value == 0
    assert umux_lite([[4, 4]]).value == 50
    assert umux_lite([[6, 5], [7, 8], [4]]) == Score(value=75.0, n=1, left_out=2)
    assert sus_from_umux_lite(75) == pytest.approx(71.65)


def test_from_responses():
    answers = [{"nps": 10}, {"nps": 3}, {}, {"nps": 10, "more": "x"}]
    assert score("nps", answers, ["nps"]) == nps([10, 3, 10])
    items = [f"sus_{i}" for i in range(1, 11)]
    assert score("sus", [dict.fromkeys(items, 3), {}], items) == Score(value=50.0, n=1)
