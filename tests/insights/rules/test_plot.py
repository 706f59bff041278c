"""The chart's columns stay inside the picture and keep their proportions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.rules.plot import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, plot

series = st.integers(1, 120).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(0, 10_000), min_size=n, max_size=n)] * 2)
)


@pytest.mark.parametrize(
    ("highest", "values"),
    [(0, [0, 1]), (4, [0, 1, 2, 3, 4]), (7, [0, 2, 4, 6, 8]), (41, [0, 20, 40, 60])],
)
def test_the_grid_has_few_round_lines(highest, values):
    assert [line.value for line in plot([highest], [0]).lines] == values


def test_heights_are_in_proportion():
    drawn = plot([4, 2, 0], [0, 1, 4])
    full = HEIGHT - TOP - BOTTOM
    assert [float(c.height) for c in drawn.first] == [full, full / 2, 0]
    assert [float(c.height) for c in drawn.second] == [0, full / 4, full]


@given(series)
def test_nothing_leaves_the_picture(both):
    drawn = plot(*both)
    for column in (*drawn.first, *drawn.second):
        assert float(column.x) >= LEFT
        assert float(column.x) + float(column.width) <= WIDTH
        assert float(column.y) >= TOP
        assert abs(float(column.y) + float(column.height) - (HEIGHT - BOTTOM)) <= 0.2
