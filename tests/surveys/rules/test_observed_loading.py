"""What survey-core 3.0.3 and 3.1.1 were seen to make of answers that do not quite fit; recorded case by case."""

import pytest

from surveys.rules.tracing import trace_expression, trace_state


def kept(elements, data, **settings):
    return trace_state({"json": {"elements": elements, **settings}, "data": data})["dataAfterLoad"]


def picking(kind, *choices, **settings):
    return {"type": kind, "name": "q", "choices": list(choices), **settings}


SOURCE = {"type": "checkbox", "name": "a", "choices": [1, 2]}
SELECTED = {"choicesFromQuestion": "a", "choicesFromQuestionMode": "selected", "showOtherItem": True}
LATE = {"value": 3, "visibleIf": "{a} = 1"}
LINES = {
    "type": "multipletext",
    "name": "q",
    "items": [{"name": "a"}, {"name": "b", "defaultValueExpression": "{q.a} + 1"}],
}
CELLS = {"type": "matrix", "name": "m", "rows": ["r", "s"], "columns": ["c", "d"], "cellType": "checkbox"}


@pytest.mark.parametrize(
    ("elements", "data", "expected"),
    [
        ([picking("checkbox", 1, 2, showOtherItem=True)], {"q": "x"}, {}),
        ([picking("checkbox", 1, 2, showOtherItem=True)], {"q": ["x"]}, {"q": ["x"], "q-Comment": "x"}),
        (
            [SOURCE, picking("checkbox", choicesFromQuestion="a", showOtherItem=True)],
            {"q": [3]},
            {"q": [3], "q-Comment": 3},
        ),
        (
            [SOURCE, picking("radiogroup", choicesFromQuestion="a", showOtherItem=True)],
            {"q": 3},
            {"q": 3, "q-Comment": 3},
        ),
        ([SOURCE, picking("dropdown", choicesFromQuestion="a", allowCustomChoices=True)], {"q": "x"}, {"q": "x"}),
        ([picking("checkbox", choicesFromQuestion="zz", showOtherItem=True)], {"q": ["x"]}, {}),
        ([SOURCE, picking("checkbox", **SELECTED)], {"q": ["x"]}, {}),
        ([picking("ranking", 1, 2, 3)], {"q": 3}, {"q": [3, 1, 2]}),
        ([picking("ranking", 1, 2, LATE, 4)], {"q": [3], "a": 1}, {"q": [1, 2, 4, 3], "a": 1}),
        ([picking("ranking", 1, 2, LATE, 4)], {"q": [4, 3, 2, 1], "a": 1}, {"q": [4, 2, 1, 3], "a": 1}),
        ([LINES], {}, {"q": {"b": 1}}),
        ([LINES], {"q": {"a": 5}}, {"q": {"a": 5, "b": 6}}),
        ([LINES], {"q": {"b": 7}}, {"q": {"b": 7}}),
        ([CELLS], {"m": {"r": "c", "t": ["d"]}}, {"m": {"r": ["c"], "t": ["d"]}}),
        (
            [{"type": "text", "name": "q", "defaultValueExpression": "{c}"}],
            {"c": [1, "b"]},
            {"c": [1, "b"], "q": "1, b"},
        ),
        ([], {" q3\n": 1, "q4 ": 2}, {"q3": 1, "q4": 2}),
    ],
)
def test_answers_after_loading(elements, data, expected):
    assert kept(elements, data) == expected


@pytest.mark.parametrize("data", [{"q": "other", "q-Comment": "x"}, {"q": "other"}])
@pytest.mark.parametrize("settings", [{"storeOthersAsComment": False}, {"showCommentArea": True}])
def test_words_for_other_kept_as_the_answer_do_not_come_beside_it(data, settings):
    state = trace_state(
        {"json": {"elements": [picking("radiogroup", 1, showOtherItem=True, **settings)]}, "data": data}
    )
    assert [error["type"] for error in state["errors"]["q"]] == ["otherempty"]


@pytest.mark.parametrize(
    ("elements", "mode", "wrong"),
    [
        (["q1", "q2"], "questionPerPage", ["q1"]),
        (["q1", "q2"], "inputPerPage", ["q1"]),
        ([["q1", "q2"], "q3"], "questionPerPage", ["q1", "q2", "q3"]),
        (["q3", ["q1"]], "questionPerPage", ["q3"]),
    ],
)
def test_only_what_is_on_screen_is_checked(elements, mode, wrong):
    def required(name):
        return {"type": "text", "name": name, "isRequired": True}

    made = [
        {"type": "panel", "name": "p", "elements": list(map(required, each))}
        if isinstance(each, list)
        else required(each)
        for each in elements
    ]
    state = trace_state({"json": {"elements": made, "questionsOnPageMode": mode}, "data": {}})
    assert list(state["errors"]) == wrong


def test_nothing_contains_errors_before_it_was_checked():
    asking = {"type": "text", "name": "q2", "title": "{$q1.containsErrors}"}
    mail = {"type": "text", "name": "q1", "inputType": "email"}
    state = trace_state({"json": {"elements": [mail, asking]}, "data": {"q1": "a"}})
    assert (state["questions"]["q2"]["title"], list(state["errors"])) == ("false", ["q1"])


def test_words_for_ends_of_scales_locale_and_inner_numbers():
    inner = {"type": "panel", "name": "pp", "elements": [{"type": "text", "name": "x", "title": "{q} {locale}"}]}
    outer = {"type": "panel", "name": "p", "title": "P", "elements": [inner]}
    scale = {"type": "rating", "name": "q", "rateValues": [1, {"value": 2, "text": "T"}], "maxRateDescription": "High"}
    survey = {
        "showQuestionNumbers": "recursive",
        "elements": [outer, {**scale, "displayRateDescriptionsAsExtremeItems": True}],
        "calculatedValues": [{"name": "c", "expression": "{locale}"}],
    }
    state = trace_state({"json": survey, "data": {"q": 2}})
    assert (state["questions"]["x"]["title"], state["questions"]["x"]["no"]) == ("High en", "1.1.")
    assert state["calculated"] == {"c": "en"}


ROWS = {"a": [{"v": 2, "x": 1}, {"v": 1, "x": True}, {"v": "abc"}]}
NAN = {"$nan": True}


@pytest.mark.parametrize(
    ("expression", "values", "value"),
    [
        ("{a} contains 'False'", {"a": "False"}, True),
        ("{a} contains [0]", {"a": 0}, True),
        ("{a} contains false", {"a": False}, False),
        ("round(2.5, false)", {}, 3),
        ("round({a}, {b})", {"a": [1.234, 2], "b": 1}, 1.23),
        ("round({a}, 2)", {"a": {"$date": "2020-01-01"}}, NAN),
        ("round(2.175, '1.5')", {}, 2.1819715855161816),
        ("round(2.175, 400)", {}, NAN),
        ("dateDiff('2026-03-15', '1970-01-01', 'years')", {}, -56),
        ("dateDiff('abc', '2027-01-01', 'years')", {}, 0),
        ("dateDiff('abc', '2027-01-01', 'days')", {}, NAN),
        ("diffDays('1970-01-01', '1970-01-02', 'days')", {}, 0),
        ("dateAdd('2020-03-01', -0.5, 'months')", {}, {"$date": "2020-02-01T00:00:00.000Z"}),
        ("dateAdd({a}, 32)", {"a": [4, 5]}, {"$date": "2001-05-07T00:00:00.000Z"}),
        ("day('2023/07-28')", {}, 28),
        ("day('7.28.2023')", {}, 28),
        ("year('50')", {}, 1950),
        ("max({a}, 'b')", {"a": {"x": 1}}, "b"),
        ("substring('abcdef', '1', 3)", {}, "bc"),
        ("substring('abcdef', 1, 'x')", {}, "bcdef"),
        ("substring('abcdef', true, 3)", {}, ""),
        ("'a<>b'", {}, "a!=b"),
        ("sumInArray({a}, 'v', {x})", ROWS, 3),
        ("sumInArray({a}, 'v', {x} + 1)", ROWS, 0),
        ("sumInArray({a}, 'v', 'x')", ROWS, 3),
        ("sumInArray({a}, 'v', '{x} = ')", ROWS, 0),
        ("avgInArray({a}, 'v')", ROWS, 1),
        ("minInArray({a}, 'v', 5)", ROWS, None),
    ],
)
def test_expressions_with_arguments_that_do_not_quite_fit(expression, values, value):
    assert trace_expression({"expression": expression, "values": values}) == value
