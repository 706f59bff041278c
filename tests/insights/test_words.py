"""How durations, shares and headlines are said."""

import pytest
from django.utils import translation

from insights.rules.cohort import Durations, cohort
from insights.rules.intervals import share
from insights.rules.percentiles import summary
from insights.templatetags.figures import duration, headline, headline_note, percent, times

HOUR = 3600.0


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "–"),
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (HOUR, "1 h"),
        (3.46 * HOUR, "3.4 h"),
        (47.99 * HOUR, "47.9 h"),
        (48 * HOUR, "2 days"),
        (60 * HOUR, "2.5 days"),
    ],
)
def test_durations(seconds, said):
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("part", "n", "said"),
    [(0, 5, "0%"), (1, 1000, "1%"), (999, 1000, "99%"), (5, 5, "100%"), (2, 3, "67%")],
)
def test_only_all_is_a_hundred_and_only_none_is_nought(part, n, said):
    assert percent(share(part, n)) == said


def test_no_share_of_nothing():
    assert percent(None) == "–"


def test_headlines():
    few = cohort(Durations([HOUR], [2 * HOUR])).headline
    open_ones = cohort(Durations([HOUR] * 4, [2 * HOUR] * 8)).headline
    reached = cohort(Durations([HOUR] * 8, [2 * HOUR] * 4)).headline
    said = [headline(found) for found in (few, open_ones, reached)]
    assert said == ["–", "not yet reached", "1 h"]
    assert headline_note(few).endswith("1 h · 2 h+ (+ means still without an answer).")
    assert headline_note(reached) == "n = 12, those still without an answer counted"
    assert headline_note(cohort(Durations()).headline) == "Nobody wrote."


def test_times():
    assert times(summary([])) == "–"
    assert times(summary([HOUR, 60.0])) == "1 min · 1 h"
    assert times(summary([HOUR] * 10)) == "P50 1 h · P90 1 h · P95 1 h · longest 1 h · mean 1 h"
