"""Percentiles: PostgreSQL's interpolation, and the values themselves when there are few."""

import statistics

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insights.rules.percentiles import Summary, percentile, summary

seconds = st.integers(0, 10_000_000).map(float)


def test_below_ten_the_values_themselves():
    assert summary([300.0, 60.0]) == Summary(n=2, values=(60.0, 300.0))
    assert summary([]) == Summary(n=0)


def test_known_answers():
    found = summary(float(n) for n in range(1, 12))
    assert found == Summary(n=11, p50=6.0, p90=10.0, p95=10.5, maximum=11.0, mean=6.0)


@given(st.lists(seconds, min_size=1))
def test_the_half_is_the_median_and_the_ends_are_the_ends(values):
    ordered = sorted(values)
    assert percentile(ordered, 0.5) == statistics.median(ordered)
    assert percentile(ordered, 0) == ordered[0]
    assert percentile(ordered, 1) == ordered[-1]


@given(st.lists(seconds, min_size=1), st.floats(0, 1), st.floats(0, 1))
def test_percentiles_rise(values, one, other):
    low, high = sorted([one, other])
    assert percentile(sorted(values), low) <= percentile(sorted(values), high)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(seconds, min_size=1, max_size=50), st.sampled_from([0.5, 0.9, 0.95]))
def test_the_same_as_postgresql(db, values, share):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_cont(%s) WITHIN GROUP (ORDER BY v) FROM unnest(%s::float8[]) v",
            [share, values],
        )
        expected = cursor.fetchone()[0]
    assert percentile(sorted(values), share) == pytest.approx(expected, rel=1e-12)
