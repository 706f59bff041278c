"""What survey-core 3.1.1 was seen to do, class by class; each value was observed there before it was written here."""

import math

import pytest

from surveys.rules.expressions import parse
from surveys.rules.tracing import trace_expression, trace_state


def text(name, **settings):
    return {"type": "text", "name": name, **settings}


def traced(*elements, data=None, locale="", **settings):
    survey = settings if "pages" in settings else {"elements": list(elements), **settings}
    return trace_state({"json": survey, "data": data or {}, "locale": locale})


def field(state, name):
    return {question: values[name] for question, values in state["questions"].items()}


@pytest.mark.parametrize(
    ("expression", "values", "value"),
    [
        ("{a.length}", {"a": 5}, 0),
        ("{a.length}", {"a": {"b": 1}}, 0),
        ("{a.b.length}", {"a": "x"}, 0),
        ("iif({zz}, 1, 2)", {}, 2),
        ("iif(undefined, 1, 2)", {}, None),
        ("iif(null, 1, 2)", {}, None),
        ("round({zz}, 2)", {}, 2),
        ("trunc({a}, 2)", {"a": None}, 2),
        ("0 notcontains false", {}, True),
        ("'abc' notcontains 0", {}, False),
        ("{c} contains {c}", {"c": {"x": 1}}, True),
        ("{c} noneof {c}", {"c": {"x": 1}}, False),
        ("getDate(0)", {}, None),
        ("age(0)", {}, None),
        ("getYear(0)", {}, None),
        ("dateDiff(0, '2020-01-01')", {}, None),
        ("year(0) = currentYear()", {}, True),
        ("dateAdd('2020-01-01', {a}, 'days')", {"a": []}, {"$date": "2020-01-01T00:00:00.000Z"}),
    ],
)
def test_zeros_gaps_and_objects_in_expressions(expression, values, value):
    assert trace_expression({"expression": expression, "values": values}) == value


def test_literal_nothing_is_no_number():
    assert math.isnan(parse("round(undefined, 2)").evaluate({}))


@pytest.mark.parametrize("expression", ["displayValue('a')", "displayValue('a') <> 'x'", "1 + displayValue('zz')"])
def test_without_a_survey_no_answer_has_a_display(expression):
    assert trace_expression({"expression": expression, "values": {"a": 5}}) is False


def test_calculated_values_that_hold_nothing_are_undefined():
    named = {"a": "{zz}", "b": "displayValue('q')", "c": "{q} + ''", "d": "round('x')", "e": "{q.length}"}
    calculated = [{"name": name, "expression": expression} for name, expression in named.items()]
    assert traced(text("q"), calculatedValues=[*calculated, {"name": "f"}])["calculated"] == {
        "a": {"$undefined": True},
        "b": {"$undefined": True},
        "c": {"$undefined": True},
        "d": {"$nan": True},
        "e": 0,
        "f": {"$undefined": True},
    }


def test_expressions_ask_how_elements_stand():
    panel = {"type": "panel", "name": "p", "visibleIf": "{q1} = 5", "elements": [text("q3")]}
    asking = text("q4", title="{$q3.isVisible} {$p.isVisible} {$q5.isReadOnly} {$q5.readOnly} {$q3.page.name}")
    state = traced(text("q1"), panel, asking, text("q5", enableIf="{q1} = 5"), data={"q1": 1})
    assert state["questions"]["q4"]["title"] == "true false true true page1"


def test_an_element_that_asks_about_itself_is_taken_as_shown():
    assert field(traced(text("q", visibleIf="{$q.isVisible} = true")), "visible") == {"q": True}


def test_texts_know_the_page_and_the_number_of_pages():
    pages = [{"elements": [text("a", title="{pageno} of {pagecount}")]}, {"elements": [text("b", visible=False)]}]
    assert traced(pages=pages)["questions"]["a"]["title"] == "1 of 1"


def test_an_answer_goes_by_its_value_name():
    choice = {"type": "dropdown", "name": "q2", "valueName": "v1", "choices": [{"value": 1, "text": "One"}]}
    asking = [text("q3", visibleIf="{q2} = 1"), text("q4", title="{q2} {v1} {$v1.isRequired} {$q2.isRequired}")]
    state = traced(choice, *asking, data={"v1": 1})
    assert field(state, "title")["q4"] == "{q2} One false {$q2.isRequired}"
    assert field(state, "visible")["q3"] is False


def test_places_of_an_empty_answer_read_as_nothing():
    title = "[{q3[0]}] [{q5[0]}] [{q5.x}] [{zz[1]}]"
    state = traced(text("q3", title=title), {"type": "checkbox", "name": "q5", "choices": [1]})
    assert state["questions"]["q3"]["title"] == "[] [] [{q5.x}] [{zz[1]}]"


def test_picks_that_were_never_offered_are_not_read_out_beside_others():
    boxes = [{"type": "checkbox", "name": name, "choices": [1], "title": f"{{{name}}}"} for name in ("a", "b")]
    assert field(traced(*boxes, data={"a": [1, 2], "b": [4]}), "title") == {"a": "1", "b": "4"}


HIDDEN_ALL_ALONG = {"type": "radiogroup", "name": "q1", "choices": [1, {"value": 3, "visibleIf": "{q0} = 2"}]}
HIDDEN_BY_AN_ANSWER = {"type": "radiogroup", "name": "q1", "choices": [1, 3], "choicesVisibleIf": "{q0} != 3"}


@pytest.mark.parametrize(
    ("question", "data", "is_seen"),
    [(HIDDEN_ALL_ALONG, {"q0": 1, "q1": 3}, True), (HIDDEN_BY_AN_ANSWER, {"q0": 3, "q1": 3}, False)],
)
def test_loaded_picks_stay_until_checked_unless_the_answers_take_them_away(question, data, is_seen):
    state = traced(text("q0"), question, text("q2", visibleIf="{q1} = 3"), data=data)
    assert field(state, "visible")["q2"] is is_seen
    assert "q1" not in state["dataAfterLoad"]


@pytest.mark.parametrize(
    ("expression", "stored"),
    [("{q2}", 1), ("{q2} + 1", None), ("iif({q2} = 1, 'a', '')", "a"), ("iif({q2} = 1, 'a', 'b')", None)],
)
def test_a_default_that_said_nothing_before_is_filled_in_on_loading(expression, stored):
    state = traced(text("q2"), text("q3", defaultValueExpression=expression), data={"q2": 1})
    assert state["dataAfterLoad"].get("q3") == stored


def test_triggers_and_set_values_rest_on_loading():
    trigger = {"type": "setvalue", "expression": "{q1} = 1", "setToName": "q2", "setValue": "a"}
    elements = [text("q1"), text("q2"), text("q3", setValueExpression="{q1} + 1")]
    assert traced(*elements, data={"q1": 1}, triggers=[trigger])["dataAfterLoad"] == {"q1": 1}


@pytest.mark.parametrize(
    ("check", "value", "found"),
    [
        ({"type": "numeric"}, [1], []),
        ({"type": "numeric"}, [1, 2], [("requirenumeric", "The value should be numeric.")]),
        ({"type": "numeric"}, True, [("requirenumeric", "The value should be numeric.")]),
        ({"type": "numeric", "minValue": 4}, [1], [("custom", "The 'value' should be at least 4")]),
        ({"type": "text", "minLength": 5}, ["a"], [("custom", "Please enter at least 5 character(s).")]),
    ],
)
def test_validators_look_into_lists(check, value, found):
    errors = traced(text("q", validators=[check]), data={"q": value})["errors"].get("q", [])
    assert [(error["type"], error["text"]) for error in errors] == found


def numbered(start, *, title=None):
    panel = {"type": "panel", "name": "p", "questionStartIndex": start, "elements": [text("a"), text("b")]}
    panel |= {"title": title, "showNumber": True} if title else {}
    return list(field(traced(panel, text("c"), showQuestionNumbers="recursive"), "no").values())


def test_panels_number_from_their_own_start():
    assert numbered("1.1") == ["1.1", "1.2", "2."]
    assert numbered("1.1", title="P") == ["1.1.1", "1.1.2", "2."]
    assert numbered("a.", title="P") == ["1.a.", "1.b.", "2."]
    assert numbered("3") == ["3", "4", "1."]


@pytest.mark.parametrize(
    ("mode", "numbers"),
    [(True, ["b)", "c)", "d)", "10."]), ("onPage", ["b)", "c)", "b)", "7."]), ("off", ["", "", "", ""])],
)
def test_a_page_hands_its_start_on(mode, numbers):
    pages = [
        {"questionStartIndex": "b)", "elements": [text("a"), text("b")]},
        {"elements": [text("c")]},
        {"questionStartIndex": "7.", "showQuestionNumbers": "onPanel" if mode == "off" else "default"},
    ]
    pages[2]["elements"] = [text("d")]
    assert list(field(traced(pages=pages, showQuestionNumbers=mode), "no").values()) == numbers


def test_a_ranking_has_no_choice_of_all():
    ranking = {"type": "ranking", "name": "q", "choices": [4], "showSelectAllItem": True}
    assert traced(ranking, data={"q": [4]})["dataAfterLoad"] == {"q": [4]}


def test_a_single_page_is_there_even_when_nothing_is_on_it():
    state = traced(text("q", visible=False), questionsOnPageMode="singlePage")
    assert (state["visiblePages"], field(state, "page")) == (["single-page"], {"q": "single-page"})
