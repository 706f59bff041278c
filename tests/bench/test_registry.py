"""How a measured figure is judged, and how a respondent fills in a page."""

import pytest

from bench.registry import Figure
from bench.respondents import _filled_in


def figure(**known):
    return Figure(**{"name": "rate", "value": 60.0, "unit": "/s", "goal": ">= 0.6"} | known)


@pytest.mark.parametrize(
    ("known", "ratio", "holds"),
    [
        ({"beside": 100.0, "is_beside": True}, 0.6, True),
        ({"beside": 101.0, "is_beside": True}, 60 / 101, False),
        ({"is_beside": True}, None, None),
        ({"goal": "<= 75"}, None, True),
    ],
)
def test_a_figure_without_what_belongs_beside_it_is_unknown(known, ratio, holds):
    measured = figure(**known)
    assert (measured.ratio, measured.holds) == (ratio, holds)
    assert set(measured.as_json()) == {"name", "value", "unit", "goal", "beside", "ratio", "holds"}


def test_a_respondent_sends_what_is_hidden_and_the_last_choice_of_each_question():
    html = """<input type="hidden" name="token" value="t"><input type="radio" name="q1" value="1">
    <input type="radio" id="q1-1" name="q1" value="5"> <input type="radio" value="b" name="q2">"""
    assert _filled_in(html) == [("token", "t"), ("q1", "5"), ("q2", "b"), ("go", "next")]
