"""What survey-core 3.0 was seen to do with parts of answers, lists, dates beside texts, numbers and labels."""

import json

import pytest

from surveys.rules.tracing import trace_expression, trace_state


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        ("{shop[0]}", {"shop[0]": 5}, None),  # a place in a list, never the end of a name
        ("{shop[ 0 ]}", {"shop": ["tea"]}, "tea"),
        ("{a.b[0]}", {"a": 1, "a.b": ["deep"]}, "deep"),
        ("{a.b}", {"a.b": 2, "a": {"b": 3}}, 2),
        ("{Tea}", {"tea": 1, "Tea": 2}, 1),
        ("{$tea}", {"tea": 4}, 4),
        ("{tea.length}", {}, 0),
        ("{cups} + 'x' * 2", {"cups": []}, 0),
        ("3 / ' '", {}, {"$infinity": True}),
        ("[1, 2] / {none} * 2", {}, 0),
        ("1 < 'Infinity' * 2", {}, True),
        ("{n} contains ' '", {"n": 0}, False),
        ("{n} allof ['0']", {"n": 0}, False),
        ("trunc(2.5, 'x')", {}, {"$nan": True}),
        ("year({cups})", {"cups": []}, {"$nan": True}),
        ("maxInArray({orders}, 'paid')", {"orders": [{"paid": False}, {"paid": True}]}, True),
        ("sumInArray({orders}, 'paid')", {"orders": [{"paid": True}, {"paid": True}]}, 2),
        ("{word} = {none}", {"word": "undefined"}, True),
        ("'2024-05-01' = {at}", {"at": {"$date": "2024-05-01T12:00:00.000Z"}}, False),
        ("{at} = '2024-05-01'", {"at": {"$date": "2024-05-01T12:00:00.000Z"}}, True),
        ("{at} = '2024-05-01T12:00'", {"at": {"$date": "2024-05-01T12:00:30.000Z"}}, True),
        ("{none} < today()", {"none": ""}, False),
    ],
)
def test_expressions_read_parts_lists_and_dates(expression, values, expected):
    assert trace_expression({"expression": expression, "values": values}) == expected


def many(kind="checkbox", name="cups", **settings):
    return {"type": kind, "name": name, "choices": ["tea", "mate"], **settings}


def calculated(element, expression, data):
    survey = {"elements": [element], "calculatedValues": [{"name": "c", "expression": expression}]}
    return trace_state({"json": survey, "data": data})["calculated"]["c"]


@pytest.mark.parametrize("kind", ["checkbox", "tagbox", "ranking"])
def test_no_picks_are_an_empty_list(kind):
    assert calculated(many(kind), "iif({cups}, 'a list', 'nothing')", {}) == "a list"
    assert calculated(many(kind), "{cups} empty", {}) is True


def test_one_of_many_picks_is_a_list_of_one():
    assert calculated(many(), "{cups.length}", {"cups": "tea"}) == 1
    assert calculated(many(), "{cups[0]}", {"cups": "tea"}) == "tea"


def test_places_of_picks_count_from_the_beginning_and_see_through_wrappings():
    assert calculated(many(), "{cups[-1]}", {"cups": ["tea", "mate"]}) == ["tea", "mate"]
    wrapped = many(valuePropertyName="drink")
    assert calculated(wrapped, "{cups[0]}", {"cups": [{"drink": "tea"}]}) == "tea"
    assert calculated(wrapped, "{cups[0].drink}", {"cups": [{"drink": "tea"}]}) == "tea"


def test_a_condition_on_objects_of_a_list_knows_the_rest_of_the_survey():
    element = {"type": "text", "name": "least"}
    data = {"orders": [{"cups": 1}, {"cups": 4}], "least": 2}
    assert calculated(element, "countInArray({orders}, 'cups', {cups} > {least})", data) == 1


def test_what_read_as_something_reads_as_no_words_once_it_is_gone():
    assert calculated({"type": "text", "name": "t", "defaultValue": "x"}, "displayValue('t')", {}) == ""
    assert calculated({"type": "text", "name": "t"}, "displayValue('t')", {}) == {"$undefined": True}


def after(elements, data, **settings):
    return trace_state({"json": {"elements": elements, **settings}, "data": data})["dataAfterLoad"]


def test_computed_answers_are_picks_as_they_are_offered():
    numbers = {"type": "radiogroup", "name": "n", "choices": ["1", "2"], "defaultValueExpression": "{t}"}
    text = {"type": "text", "name": "t"}
    assert after([numbers, text], {"t": 1}) == {"t": 1, "n": "1"}
    assert after([{**numbers, "type": "checkbox"}, text], {"t": 2}) == {"t": 2, "n": ["2"]}


def test_zero_is_no_default_of_many_picks():
    element = {"type": "checkbox", "name": "n", "choices": [1, 2], "defaultValueExpression": "{t.length}"}
    assert after([element], {"t": "ab"}) == {"t": "ab", "n": [2]}


@pytest.mark.parametrize(("condition", "expected"), [("{t} > 1", {"t": 2}), ("{t} empty", {"t": 2, "e": 3})])
def test_a_page_locks_what_is_computed_by_what_it_said_before(condition, expected):
    page = {
        "name": "p",
        "enableIf": condition,
        "elements": [{"type": "expression", "name": "e", "expression": "1 + {t}"}],
    }
    assert trace_state({"json": {"pages": [page]}, "data": {"t": 2}})["dataAfterLoad"] == expected


def test_checked_picks():
    assert after([many(showOtherItem=True)], {"cups": ["other", "chai"]}) == {"cups": ["other"]}
    assert after([many("imagepicker", multiSelect=True)], {"cups": "tea"}) == {}
    hidden = {"choicesVisibleIf": "{item} != 'tea'", "showOtherItem": True}
    assert after([many("tagbox", **hidden)], {"cups": ["tea"], "cups-Comment": "w"}) == {}
    assert after([many("radiogroup", showCommentArea=True, **hidden)], {"cups": "tea"}) == {}


def test_picks_written_anew_have_room_for_a_comment():
    element = many(choices=["tea", {"value": "mate", "showCommentArea": True}])
    assert after([element], {"cups": ["tea", "chai"]}) == {"cups": [{"value": "tea"}]}
    ranked = {**element, "type": "ranking"}
    assert after([ranked], {"cups": ["mate", "tea"]}) == {"cups": ["mate", "tea"]}
    assert after([ranked], {"cups": ["mate"]}) == {"cups": [{"value": "tea"}, {"value": "mate"}]}


@pytest.mark.parametrize(
    ("settings", "title", "number"),
    [
        ({"renderAs": "checkbox"}, "I agree", ""),
        ({"displayMode": "switch"}, "I agree", ""),
        ({"titleLocation": "hidden"}, "I agree", ""),
        ({"renderAs": "radio"}, "Terms", "1."),
        ({"renderAs": "checkbox", "useTitleAsLabel": False}, "Terms", "1."),
    ],
)
def test_a_box_to_tick_goes_by_its_label_and_has_no_number(settings, title, number):
    terms = {"type": "boolean", "name": "terms", "title": "Terms", "label": "I agree", **settings}
    state = trace_state({"json": {"elements": [terms], "showQuestionNumbers": True}, "data": {}})
    assert (state["questions"]["terms"]["title"], state["questions"]["terms"]["no"]) == (title, number)


def numbers(survey):
    questions = trace_state({"json": survey, "data": {}})["questions"]
    return [question["no"] for question in questions.values()]


def texts(*names):
    return [{"type": "text", "name": name} for name in names]


@pytest.mark.parametrize(
    ("mode", "own", "expected"),
    [
        ("on", "onpanel", ["1.", "1.", "2.", "2."]),
        ("on", False, ["1.", "2.", "3.", "4."]),
        ("onPage", "recursive", ["1.", "1.", "2.", "2."]),
        ("recursive", True, ["1.", "2.", "3.", "4."]),
        ("recursive", "default", ["1.", "1.", "2.", "2."]),
    ],
)
def test_a_panel_numbers_as_it_says_if_panels_can_say_so(mode, own, expected):
    inner = {"type": "panel", "name": "p", "showQuestionNumbers": own, "elements": texts("b", "c")}
    survey = {"showQuestionNumbers": mode, "elements": [*texts("a"), inner, *texts("d")]}
    assert numbers(survey) == expected


@pytest.mark.parametrize(("own", "expected"), [("off", ["1.", "1."]), ("recursive", ["1.", "2."])])
def test_pages_that_stand_on_one_count_on(own, expected):
    pages = [{"name": "p", "showQuestionNumbers": own, "elements": texts("a")}, {"name": "r", "elements": texts("b")}]
    assert numbers({"questionsOnPageMode": "singlePage", "showQuestionNumbers": "on", "pages": pages}) == expected


def is_shown(source, data, **settings):
    target = {
        "type": "tagbox", "name": "t", "choicesFromQuestion": "cups", "choicesFromQuestionMode": "selected",
        "hideIfChoicesEmpty": True, **settings,
    }  # fmt: skip
    return trace_state({"json": {"elements": [source, target]}, "data": data})["questions"]["t"]["visible"]


def test_other_is_carried_only_with_its_words():
    source = many("radiogroup", showOtherItem=True)
    assert not is_shown(source, {"cups": "other"})
    assert is_shown(source, {"cups": "other", "cups-Comment": "chai"})
    assert is_shown(source, {"cups": "chai"})


def test_nothing_carried_over_leaves_the_choices_of_its_own():
    assert is_shown(many(), {}, showNoneItem=True)
    assert not is_shown(many(), {})


def test_an_object_of_nothing_is_put_into_texts_as_an_object():
    matrix = {"type": "matrix", "name": "m", "columns": [1], "rows": ["r"]}
    state = trace_state({"json": {"elements": [matrix, {**texts("t")[0], "title": "{m}"}]}, "data": {"m": {}}})
    assert json.dumps(state["questions"]["t"]["title"]) == '"[object Object]"'


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("A.1", ["A.1.1", "A.1.2.1", "A.2"]),
        ("5.", ["5.5.", "5.6.5.", "6."]),
        ("b)", ["b).b)", "b).c).b)", "c)"]),
        ("1.5.2", ["1.5.2.2", "1.5.2.3.2", "1.5.3"]),
        ("01", ["01.01", "01.02.01", "02"]),
    ],
)
def test_numbers_inside_panels_begin_as_those_around_them(start, expected):
    inner = {"type": "panel", "name": "pp", "title": "Inner", "elements": texts("b")}
    outer = {"type": "panel", "name": "p", "title": "Outer", "elements": [*texts("a"), inner]}
    survey = {"showQuestionNumbers": "recursive", "questionStartIndex": start, "elements": [outer, *texts("c")]}
    assert numbers(survey) == expected


def test_panels_without_titles_and_pages_with_a_start_of_their_own():
    untitled = {"type": "panel", "name": "p", "elements": texts("b")}
    pages = [
        {"name": "one", "elements": [*texts("a"), untitled]},
        {"name": "two", "questionStartIndex": "X.5", "elements": texts("c")},
        {"name": "three", "elements": texts("d")},
    ]
    survey = {"showQuestionNumbers": "recursive", "questionStartIndex": "A.1", "pages": pages}
    assert numbers(survey) == ["A.1", "1", "X.5", "Y.5"]


def test_below_a_panel_that_numbers_so_of_itself_panels_do_not():
    inner = {"type": "panel", "name": "pp", "title": "Inner", "elements": texts("b")}
    outer = {"type": "panel", "name": "p", "title": "P", "showQuestionNumbers": "recursive"}
    survey = {"showQuestionNumbers": "on", "elements": [{**outer, "elements": [*texts("a"), inner]}, *texts("c")]}
    assert numbers(survey) == ["1.1.", "2.", "2."]
