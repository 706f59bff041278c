"""The censored median: hand-computed answers and laws."""

from hypothesis import given
from hypothesis import strategies as st

from insights.rules import survival

observations = st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=60)


def censored_median(observed):
    return survival.censored_median(
        sorted(age for age, answered in observed if answered),
        sorted(age for age, answered in observed if not answered),
    )


def slow_median(observed):
    """The product over ages, step by step, in exact fractions."""
    from fractions import Fraction

    left = Fraction(1)
    for age in sorted({age for age, _ in observed}):
        at_risk = sum(other >= age for other, _ in observed)
        answered = sum(other == age and done for other, done in observed)
        left *= Fraction(at_risk - answered, at_risk)
        if answered and left <= Fraction(1, 2):
            return age
    return None


def test_nothing_and_nobody_answered():
    assert censored_median([]) is None
    assert censored_median([(5, False), (9, False)]) is None


def test_all_answered_is_the_first_age_that_half_had_reached():
    assert censored_median([(1, True), (2, True), (3, True), (4, True)]) == 2
    assert censored_median([(1, True), (2, True), (3, True)]) == 2


def test_open_cases_raise_it():
    answered = [(1, True), (2, True), (3, True), (4, True)]
    assert censored_median([*answered, (9, False), (9, False)]) == 3
    assert censored_median([*answered, (9, False), (9, False), (9, False)]) == 4
    assert censored_median([*answered, *[(9, False)] * 5]) is None


def test_by_hand():
    """6 at risk: 5/6 after 6; then one censored; 5/6 * 3/4 = 0.625 after 10, 0.417 after 15."""
    observed = [(6, True), (7, False), (10, True), (15, True), (19, False), (25, False)]
    assert censored_median(observed) == 15


def test_one_known_to_medicine():
    """Freireich's 21 treated children (1963): the median remission is 23 weeks."""
    relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    left = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    assert censored_median([*((w, True) for w in relapsed), *((w, False) for w in left)]) == 23


@given(observations)
def test_the_quick_sum_is_the_product(observed):
    assert censored_median(observed) == slow_median(observed)


@given(observations, st.integers(0, 50))
def test_one_more_that_waits_longest_never_lowers_it(observed, extra):
    before = censored_median(observed)
    after = censored_median([*observed, (50 + extra, False)])
    assert after is None or (before is not None and before <= after)
