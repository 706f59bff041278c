"""What survey-core 3.1.1 was seen to do with dates that are none, parts of answers, masks and computed values."""

import pytest

from surveys.rules.expressions import parse
from surveys.rules.expressions.spelled_dates import read_spelled
from surveys.rules.tracing import trace_expression, trace_state

NO_DATE = {"$date": None}
NAN = {"$nan": True}


def traced(*elements, data=None, **settings):
    return trace_state({"json": {"elements": list(elements), **settings}, "data": data or {}})


def titled(text, *elements, data):
    asking = {"type": "text", "name": "asking", "title": text}
    return traced(*elements, asking, data=data)["questions"]["asking"]["title"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("getDate('x')", NO_DATE),
        ("getDate('x') = getDate('x')", False),
        ("getDate('x') + 1", "Invalid Date1"),
        ("getDate('x') and 5", 5),
        ("sum(getDate('x'), 2)", "0Invalid Date2"),
        ("year(getDate('x'))", NAN),
        ("age(getDate('x'))", 0),
        ("dateAdd('x', 5, 'days')", NO_DATE),
        ("dateAdd('2020-01-01', 'x', 'months')", NO_DATE),
        ("dateAdd('2020-01-01', '5', 'days')", {"$date": "2020-01-15T00:00:00.000Z"}),
        ("dateAdd('2020-01-01', 5, [])", {"$date": "2020-01-01T00:00:00.000Z"}),
        ("dateDiff('2020-01-01', '2020-03-05', [])", 0),
        ("dateDiff('x', '2020-03-05', 'months')", NAN),
        ("dateDiff('x', '2020-03-05', 'years')", 0),
        ("getDate('2020-01-01') > 'Jan 1, 2019'", True),
        ("getDate('2020-01-05T24:00')", {"$date": "2020-01-06T00:00:00.000Z"}),
        ("getDate('2020-01-05 10:30')", NO_DATE),
    ],
)
def test_dates_that_are_none(expression, value):
    assert trace_expression({"expression": expression, "values": {}}) == value


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("January 5, 2020 10:30", "2020-01-05T10:30:00"),
        ("5-May-20", "2020-05-05T00:00:00"),
        ("2020 May", "2020-05-01T00:00:00"),
        ("12/31/2020 11:30 PM", "2020-12-31T23:30:00"),
        ("1/1/2020 10:30:15.123", "2020-01-01T10:30:15.123"),
        ("1/1/2020 10:30 GMT+2", "2020-01-01T08:30:00"),
        ("1/1/2020 10:30 EST", "2020-01-01T15:30:00"),
        ("Tue Jan 05 2021 10:00:00 GMT+0100 (CET)", "2021-01-05T09:00:00"),
        ("item 12", "2001-12-01T00:00:00"),
        ("march5", "2001-03-05T00:00:00"),
        ("0", "2000-01-01T00:00:00"),
        *((written, None) for written in (
            "", "May", "item1", "X1 5", "31/12/2020", "1 2 3 4", "5 stars", "10:30", "1/1/2020 13:30 PM", "1:2:3:4:5 5",
            "5)", "1/1/2020 10:30 +", "(", "9" * 200, "\u0665", "1:2.x", "1/1/99999999999",
        )),
    ],
)  # fmt: skip
def test_dates_as_people_spell_them(written, moment):
    read = read_spelled(written)
    assert (read and read.replace(tzinfo=None).isoformat().removesuffix("000")) == moment


@pytest.mark.parametrize(
    ("expression", "values", "value"),
    [
        ("{a} contains", {"a": 5}, False),
        ("{a} anyof <> undefined", {}, True),
        ("{a} + 1 contains", {"a": 5}, 5),
        ("{a} contains and 1", {"a": 5}, None),
        ("{a} contains {b}", {"a": {"x": 1}, "b": {"y": 2}}, True),
        ("{a} contains 'o'", {"a": {"x": 1}}, True),
        ("{a} allof [null, 7]", {"a": [8]}, True),
        ("[null, 1]", {}, []),
        ("[{zz}]", {}, [None]),
        ("{a} equals 1", {"a": 1}, True),
        ("{a} EQUALS {a}", {"a": 1}, None),
        ("{a} notequals 1", {"a": 2}, True),
        ("sumInArray({a}, 'b', 'c', {b} > 1)", {"a": [{"b": 1}, {"b": 2}]}, 2),
        ("isDisplayMode()", {}, None),
    ],
)
def test_lists_and_operators_without_an_operand(expression, values, value):
    assert trace_expression({"expression": expression, "values": values}) == value


def test_a_condition_inside_a_function_is_read_once():
    expression = parse("sumInArray({a}, 'b', '{b} > 1')")
    assert [expression.evaluate({"a": [{"b": 1}, {"b": b}]}) for b in (2, 3)] == [2, 3]


PICKS = {"type": "checkbox", "name": "q", "choices": ["a", {"value": "b", "text": "Bee"}]}


@pytest.mark.parametrize(
    ("text", "question", "answer", "title"),
    [
        ("{q[0]} {q[1]} {q[7]}", PICKS, ["b", "a"], "Bee a Bee, a"),
        ("{q[0]} {q}", {**PICKS, "useDisplayValuesInDynamicTexts": False}, ["b"], "b Bee"),
        ("{q[0]}", {**PICKS, "valuePropertyName": "v"}, [{"v": "b"}], "Bee"),
        ("{q[0]}", {"type": "boolean", "name": "q"}, True, "Yes"),
        ("{q}", {**PICKS, "type": "dropdown", "useDisplayValuesInDynamicTexts": False}, "b", "b"),
        ("{q}", {**PICKS, "type": "dropdown"}, "other", "Other (describe)"),
        ("{q}", {**PICKS, "showSelectAllItem": True}, ["all"], "all"),
    ],
)
def test_how_parts_of_answers_read(text, question, answer, title):
    assert titled(text, question, data={"q": answer}) == title


def test_how_any_value_would_read():
    expressions = {"e": "displayValue('q', 'b')", "f": "displayValue('q', ['b', 'a'])", "g": "displayValue('q', '')"}
    computed = [{"type": "expression", "name": name, "expression": one} for name, one in expressions.items()]
    data = traced(PICKS, *computed, data={"q": ["a"]})["dataAfterLoad"]
    assert data == {"q": ["a"], "e": "Bee", "f": "Bee, a", "g": "a"}


def test_choices_taken_over_pass_the_condition_of_their_own():
    taken = {"type": "checkbox", "name": "r", "choicesFromQuestion": "q", "choicesVisibleIf": "{item} != 'a'"}
    assert traced(PICKS, taken, data={"r": ["a", "b", "other"]})["dataAfterLoad"] == {"r": ["b", "other"]}


def test_computed_values_are_rounded_checked_and_never_endless():
    computed = [
        {"type": "expression", "name": "e", "expression": "1.005", "precision": 2,
         "validators": [{"type": "numeric", "minValue": 5}]},
        {"type": "expression", "name": "f", "expression": "{q} ^ 999"},
    ]  # fmt: skip
    state = traced({"type": "text", "name": "q"}, *computed, data={"q": 10**9})
    assert (state["dataAfterLoad"], list(state["errors"])) == ({"q": 10**9, "e": 1}, ["e"])


@pytest.mark.parametrize(
    ("settings", "answer", "wrong"),
    [
        ({"inputType": "range", "step": 7}, 9, []),
        ({"minValueExpression": "'b'"}, "a", ["q"]),
        ({"minValueExpression": "'10'"}, "9", []),
        ({"minValueExpression": "5"}, "abc", []),
        ({"inputType": "number", "min": 5}, "3", ["q"]),
    ],
)
def test_bounds_of_texts_and_ranges(settings, answer, wrong):
    assert list(traced({"type": "text", "name": "q", **settings}, data={"q": answer})["errors"]) == wrong


@pytest.mark.parametrize(
    ("kind", "settings", "answer", "title"),
    [
        ("numeric", {}, -12345.678, "-12,345.67"),
        ("numeric", {"decimalSeparator": ",", "thousandsSeparator": "."}, 1234567.5, "1.234.567,5"),
        ("numeric", {"max": 100}, 1234, ""),
        ("numeric", {"precision": "x", "min": [], "thousandsSeparator": 5}, 1234, "1,234"),
        ("currency", {"prefix": "$", "suffix": " USD"}, 12345.6, "$12,345.6 USD"),
        ("pattern", {"pattern": "+9 (999)-999-99-99"}, "12345678901", "+1 (234)-567-89-01"),
        ("pattern", {"pattern": r"\9-aa##"}, "x1y2", "9-xy2_"),
        ("pattern", {}, "12", ""),
        ("datetime", {}, "2024-01-05", "01/05/2024"),
        ("datetime", {"pattern": "d.m.yy hh:MM tt"}, "2024-01-05T19:30", "5.1.24 07:30 pm"),
        ("datetime", {"pattern": "HH:MM"}, "09:30", "09:30"),
        ("datetime", {}, "abc", "mm/dd/yyyy"),
        ("datetime", None, "2024-01-05", "01/05/2024"),
        ("none", {}, 12345, "12345"),
    ],
)
def test_answers_read_behind_their_mask(kind, settings, answer, title):
    question = {"type": "text", "name": "q", "maskType": kind, "maskSettings": settings}
    assert titled("{q}", question, data={"q": answer}) == title


@pytest.mark.parametrize(
    ("kind", "settings", "answer", "kept", "meant"),
    [
        ("numeric", {"decimalSeparator": ",", "thousandsSeparator": "."}, "12.345,6", "12.345,6", 12345.6),
        ("numeric", {}, 12345.6, "12,345.6", 12345.6),
        ("currency", {"prefix": "$"}, "$1,000.5", "$1,000.5", 1000.5),
        ("pattern", {"pattern": "99-99"}, "1234", "12-34", "1234"),
        ("pattern", {"pattern": "99-99"}, "12-__", "12-__", None),
        ("datetime", {}, "01/05/2024", "01/05/2024", "2024-01-05"),
        ("datetime", {}, "2024-01-05", "01/05/2024", "2024-01-05"),
    ],
)
def test_answers_kept_in_their_mask_mean_what_they_say(kind, settings, answer, kept, meant):
    masked = {"type": "text", "name": "q", "maskType": kind, "maskSettings": {**settings, "saveMaskedValue": True}}
    data = traced(masked, {"type": "expression", "name": "e", "expression": "{#q}"}, data={"q": answer})
    assert data["dataAfterLoad"] == {"q": kept} | ({} if meant is None else {"e": meant})


def test_a_question_is_no_container_and_a_blank_value_name_none():
    asking = {"type": "text", "name": "t", "visibleIf": "isContainerReady('q')", "valueName": " "}
    state = traced({"type": "text", "name": "q"}, asking, data={"q": 1})
    assert not state["questions"]["t"]["visible"]
    assert list(state["questions"]) == ["q", "t"]
