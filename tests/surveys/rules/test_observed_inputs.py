"""What survey-core 3.0.3 was seen to do with masks, inputs and their bounds, lines of text, rows and single pages."""

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
        ("123456", "", "123456"),
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


@pytest.mark.parametrize(
    ("question", "said", "errors"),
    [
        ({"min": 5}, 3, ["The value should not be less than 5"]),
        ({"max": 7}, "9", ["The value should not be greater than 7"]),
        ({"max": "b"}, "c", ["The value should not be greater than b"]),
        ({"max": "b"}, "a", []),
        ({"maxValueExpression": "getDate('2026-12-03')"}, "5", ["The value should not be greater than 2026-12-03"]),
    ],
)
def test_bounds_hold_for_any_input(question, said, errors):
    state = traced({"type": "text", "name": "q", **question}, data={"q": said})
    assert [error["text"] for error in state["errors"].get("q", [])] == errors


@pytest.mark.parametrize(
    ("kind", "said", "is_wrong"),
    [
        ("checkbox", ["a", "b"], True),
        ("checkbox", ["a", {"value": "b"}], True),
        ("checkbox", ["a", {"value": "b", "comment": "why"}], False),
        ("ranking", ["a", "b"], True),
        ("tagbox", ["a", "b"], False),
        ("radiogroup", "b", True),
    ],
)
def test_a_choice_may_ask_for_words(kind, said, is_wrong):
    choices = ["a", {"value": "b", "showCommentArea": True, "isCommentRequired": True}]
    state = traced({"type": kind, "name": "q", "choices": choices}, data={"q": said})
    assert state["valid"] is not is_wrong


def test_rows_that_hold_several_picks_differ_by_their_order():
    question = {"type": "matrix", "name": "m", "columns": [1, 2], "rows": ["a", "b"], "cellType": "checkbox"}
    unique = {**question, "eachRowUnique": True}
    assert traced(unique, data={"m": {"a": [1, 2], "b": [2, 1]}})["valid"]
    assert not traced(unique, data={"m": {"a": [1, 2], "b": [1, 2]}})["valid"]


def test_a_matrix_without_rows_says_nothing_to_the_usual_checks():
    rule = {"type": "text", "minLength": 5}
    matrix = {"type": "matrix", "name": "m", "columns": ["Good", "Bad"], "validators": [rule]}
    assert traced(matrix, data={"m": "Bad"})["valid"]


def test_hiding_leaves_an_answer_that_another_question_in_sight_asks_for_too():
    asked = {"type": "text", "valueName": "v"}
    hidden = {**asked, "name": "a", "visibleIf": "{c} = 1"}
    switch = {"type": "text", "name": "c", "defaultValue": 1}
    survey = {"clearInvisibleValues": "onHidden", "data": {"v": 1}}
    assert traced(hidden, switch, {**asked, "name": "b"}, **survey)["dataAfterLoad"] == {"v": 1}
    assert traced(hidden, switch, {**asked, "name": "b", "visible": False}, **survey)["dataAfterLoad"] == {}


@pytest.mark.parametrize(
    ("question", "said", "is_answered"),
    [
        ({"type": "text"}, 5, True),
        ({"type": "text"}, "", False),
        ({"type": "boolean"}, False, True),
        ({"type": "checkbox", "choices": [1]}, [], False),
        ({"type": "matrix", "columns": [1], "rows": [1, 2]}, {"1": 1}, False),
        ({"type": "matrix", "columns": [1], "rows": [1, 2]}, {"1": 1, "2": 1}, True),
        ({"type": "multipletext", "items": [{"name": "x"}, {"name": "y"}]}, {"x": 1}, False),
        ({"type": "multipletext", "items": [{"name": "x"}, {"name": "y"}]}, {"x": 1, "y": 1}, True),
    ],
)
def test_whether_a_question_is_answered_can_be_asked(question, said, is_answered):
    shown = {"type": "text", "name": "b", "visibleIf": "{$a.isAnswered} = true"}
    state = traced({**question, "name": "a"}, shown, data={"a": said})
    assert state["questions"]["b"]["visible"] is is_answered


def test_places_count_in_lists_alone():
    lines = {"type": "multipletext", "name": "a", "items": [{"name": "x"}]}
    shown = {"type": "text", "name": "b", "visibleIf": "{a[0]} notempty"}
    assert not traced(lines, shown, data={"a": {"x": 1}})["questions"]["b"]["visible"]


def test_a_list_fills_a_comment_line_by_line():
    comment = {"type": "comment", "name": "a", "defaultValueExpression": "{b}"}
    assert traced(comment, data={"b": ["x", "y"]})["dataAfterLoad"]["a"] == "x\ny"


def test_blanks_alone_fill_no_line():
    item = {"name": "x", "defaultValueExpression": "{y} + ' ' + {z}"}
    assert traced({"type": "multipletext", "name": "a", "items": [item]})["dataAfterLoad"] == {}


def test_money_may_have_fewer_places_than_is_usual():
    price = {"type": "expression", "name": "p", "expression": "2.35", "displayStyle": "currency"}
    shown = {"type": "text", "name": "t", "title": "{p}"}
    assert traced({**price, "maximumFractionDigits": 1}, shown)["questions"]["t"]["title"] == "$2.4"


@pytest.mark.parametrize(("locale", "words"), [("de", "Nein"), ("fr", "Non"), ("zh-cn", "否"), ("xx", "No")])
def test_yes_and_no_are_said_in_the_language_of_the_survey(locale, words):
    elements = [{"type": "boolean", "name": "b"}, {"type": "text", "name": "t", "title": "{b}"}]
    state = trace_state({"json": {"elements": elements}, "data": {"b": False}, "locale": locale})
    assert state["questions"]["t"]["title"] == words
