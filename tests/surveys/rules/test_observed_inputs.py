"""What survey-core 3.0.3 was seen to do with masks, numbers set for inputs, lines of text and single pages."""

import pytest

from surveys.rules.tracing import trace_state


def traced(*elements, data=None, **settings):
    return trace_state({"json": {"elements": list(elements), **settings}, "data": data or {}})


def masked(kind, value, **mask):
    """How an answer behind a mask reads in a title, and as what it is kept."""
    question = {"type": "text", "name": "m", "maskType": kind, "maskSettings": mask}
    state = traced(question, {"type": "text", "name": "t", "title": "- {m}"}, data={"m": value})
    return state["questions"]["t"]["title"].removeprefix("- "), state["dataAfterLoad"]["m"]


@pytest.mark.parametrize(
    ("pattern", "value", "reads", "kept"),
    [
        ("999-999", "123-456", "123-456", "123456"),
        ("999-999", "12-34", "123-4__", "12-34"),
        ("aa-99", "ab-12", "ab-12", "ab12"),
        ("+1(999)-999", "2345678", "+1(234)-567", "2345678"),
        ("+1(999)-999", "1234567", "+1(234)-567", "1234567"),
        ("+1(999)-999", "+1(234)-567", "+1(234)-567", "1234567"),
    ],
)
def test_a_pattern_is_taken_off_with_its_own_figures_left_in(pattern, value, reads, kept):
    assert masked("pattern", value, pattern=pattern) == (reads, kept)


@pytest.mark.parametrize(
    ("value", "reads", "kept"),
    [
        ("234567", "+1(234)-567", "+1(234)-567"),
        ("1234567", "+1(234)-567", "+1(234)-567"),
        ("234", "", "234"),
    ],
)
def test_an_answer_kept_in_its_pattern_fits_it_or_is_not_shown(value, reads, kept):
    assert masked("pattern", value, pattern="+1(999)-999", saveMaskedValue=True) == (reads, kept)


@pytest.mark.parametrize(
    ("pattern", "value", "reads"),
    [
        ("mm/dd/yyyy", "2024-01-15", "01/15/2024"),
        ("mm/dd/yyyy", "2024-01-15T10:30", "mm/dd/yyyy"),
        ("mm/dd/yyyy", "01/15/2024", "mm/dd/yyyy"),
        ("dd/mm/yyyy HH:MM", "2024-01-15T10:30", "15/01/2024 10:30"),
        ("dd/mm/yyyy HH:MM", "10:30", "dd/mm/yyyy HH:MM"),
        ("HH:MM", "10:30", "10:30"),
        ("HH:MM", "2024-01-15T10:30", "HH:MM"),
    ],
)
def test_a_date_mask_reads_what_it_asks_for(pattern, value, reads):
    assert masked("datetime", value, pattern=pattern) == (reads, value)


def test_money_owed_keeps_its_sign_behind_the_mask():
    assert masked("currency", -5, prefix="$", saveMaskedValue=True) == ("$-5", "$-5")


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("number", "12", 12),
        ("number", "012", 12),
        ("number", [7], 7),
        ("number", "US", None),
        ("number", True, None),
        ("range", "2020-01-01", None),
        ("month", "2024-05-06", "2024-05"),
        ("month", "2024-05", "2024-05"),
        ("text", "US", "US"),
    ],
)
def test_a_computed_default_fits_the_input(kind, value, kept):
    computed = {"type": "text", "name": "n", "inputType": kind, "defaultValueExpression": "{a}"}
    lines = {"type": "multipletext", "name": "m", "items": [computed]}
    assert traced(computed, data={"a": value})["dataAfterLoad"].get("n") == kept
    assert traced(lines, data={"a": value})["dataAfterLoad"].get("m", {}).get("n") == kept


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([{"name": "a", "isRequired": True}, {"name": "b"}], {"b": 2}),
        ([{"name": "a", "inputType": "email"}, {"name": "b"}], {"a": "x", "b": 2}),
    ],
)
def test_lines_are_checked_together_whatever_is_wrong_with_one(items, said):
    rule = {"type": "expression", "expression": "{m.b} = 1", "text": "together"}
    state = traced({"type": "multipletext", "name": "m", "items": items, "validators": [rule]}, data={"m": said})
    assert state["errors"] == {"m": [{"type": "custom", "text": "together"}]}


def test_what_lies_on_a_hidden_page_is_not_checked_on_a_single_one():
    pages = [
        {"name": "p1", "elements": [{"type": "text", "name": "a"}]},
        {"name": "p2", "visibleIf": "{a} = 1", "elements": [{"type": "text", "name": "b", "isRequired": True}]},
    ]
    survey = {"pages": pages, "questionsOnPageMode": "singlePage"}
    assert trace_state({"json": survey, "data": {}})["errors"] == {}
    assert list(trace_state({"json": survey, "data": {"a": 1}})["errors"]) == ["b"]
