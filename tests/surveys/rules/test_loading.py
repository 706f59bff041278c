"""What survey-core was seen to do with answers handed over all at once; each value was observed there first."""

import pytest

from surveys.rules.tracing import trace_expression, trace_state


def text(name, **settings):
    return {"type": "text", "name": name, **settings}


def loaded(*elements, data, **settings):
    """The state with these answers."""
    survey = settings if "pages" in settings else {"elements": list(elements), **settings}
    return trace_state({"json": survey, "data": data})


def panel(*elements, **settings):
    return {"type": "panel", "name": "p", "elements": list(elements), **settings}


def kept(*elements, data, **settings):
    """The answers after loading and checking."""
    return loaded(*elements, data=data, **settings)["dataAfterLoad"]


HIDING = {"visibleIf": "{a} empty", "clearIfInvisible": "onHidden"}
CHOICE = {"type": "radiogroup", "name": "r", "choices": [1, 2]}
RANKING = {"type": "ranking", "name": "r", "choices": [1, 2]}


@pytest.mark.parametrize(
    ("element", "data", "after"),
    [
        (text("b", **HIDING), {"a": 1, "b": 2}, {"a": 1}),
        (text("b", **{**HIDING, "visibleIf": "{a} = 1"}), {"a": 2, "b": 2}, {"a": 2, "b": 2}),
        (text("b", **{**HIDING, "visibleIf": "{a} = 1"}, defaultValue=9), {"a": 1}, {"a": 1, "b": 9}),
        (
            panel(text("b", **{**HIDING, "visibleIf": "true"}), visibleIf="{a} empty"),
            {"a": 1, "b": 2},
            {"a": 1, "b": 2},
        ),
        (panel(text("b", defaultValue=2), visibleIf="{a} = 1"), {"a": 1}, {"a": 1, "b": 2}),
        (text("b", defaultValue=2, visibleIf="{a} = 1"), {"a": 1}, {"a": 1}),
    ],
)
def test_only_a_change_of_sight_clears_or_fills(element, data, after):
    assert kept(text("a"), element, data=data) == after


TRIGGER = {"type": "setvalue", "setToName": "b", "setValue": "x"}


@pytest.mark.parametrize(
    ("expression", "fires"),
    [
        ("{a} = 1", False),
        ("{e} = 1", True),
        ("{a} = 1 and today() > '2001-01-01'", True),
        ("iif({a} = 1, true, false)", False),
        ("1 = 1", True),
    ],
)
def test_triggers_follow_what_was_computed_not_what_was_loaded(expression, fires):
    computed = {"type": "expression", "name": "e", "expression": "{a}"}
    after = kept(text("b"), computed, data={"a": 1}, triggers=[{**TRIGGER, "expression": expression}])
    assert ("b" in after) is fires


def test_a_trigger_moves_the_next_one_but_no_set_value():
    triggers = [
        {**TRIGGER, "expression": "{t} = 2"},
        {"type": "setvalue", "expression": "{b} = 'x'", "setToName": "c", "setValue": "y"},
    ]
    elements = [text("b"), text("c"), text("d", setValueExpression="{b}")]
    calculated = [{"name": "t", "expression": "iif({a} empty, 1, 2)"}]
    assert kept(*elements, data={"a": 1}, triggers=triggers, calculatedValues=calculated) == {
        "a": 1,
        "b": "x",
        "c": "y",
    }


@pytest.mark.parametrize(
    ("asking", "after"),
    [
        ({"setValueIf": "{a} = 1", "setValueExpression": "3"}, 3),
        ({"setValueIf": "{a} = 1", "setValueExpression": "{a}"}, None),
        ({"setValueExpression": "{r[0]}"}, 2),
        ({"setValueExpression": "{a}"}, None),
    ],
)
def test_a_ranking_made_complete_moves_set_values(asking, after):
    assert kept(RANKING, text("b", **asking), data={"a": 1, "r": [2]}) == {"a": 1, "r": [2, 1]} | (
        {} if after is None else {"b": after}
    )


def test_what_is_dropped_on_checking_shows_what_comes_after_it_on_the_page():
    asked = text("b", isRequired=True, visibleIf="{r} empty")
    assert list(loaded(CHOICE, asked, data={"r": 9})["errors"]) == ["b"]
    assert loaded(asked, CHOICE, data={"r": 9})["errors"] == {}


def test_pages_are_checked_as_they_were_when_the_check_began():
    first = {"elements": [{**CHOICE, "isRequired": True}]}
    gone = {"visibleIf": "{r} > 2", "elements": [text("b", isRequired=True)]}
    come = {"visibleIf": "{r} empty", "elements": [text("c", isRequired=True)]}
    assert list(loaded(pages=[first, gone, come], data={"r": 8})["errors"]) == ["r", "b"]


def test_own_words_are_the_choice_of_other():
    asking = [text("b", visibleIf="{r} = 'other'", title="{r}"), text("c", visibleIf="{r} = 'mine'")]
    state = loaded({**CHOICE, "showOtherItem": True}, *asking, data={"r": "mine"})
    assert [state["questions"][name]["visible"] for name in "bc"] == [True, False]
    assert state["questions"]["b"]["title"] == "mine"
    assert state["dataAfterLoad"] == {"r": "mine", "r-Comment": "mine"}


def test_computed_dates_stay_dates_and_what_is_no_number_is_null():
    dated = {"type": "expression", "name": "e", "expression": "dateAdd('2022-03-05', 7, 'days')"}
    state = loaded(dated, text("b", visibleIf="{e} * 2 >= 18"), data={}, calculatedValues=[
        {"name": "t", "expression": "'a' * 2", "includeIntoResult": True}
    ])  # fmt: skip
    assert state["questions"]["b"]["visible"] is True
    assert state["dataAfterLoad"] == {"e": "2022-03-12T00:00:00.000Z", "t": None}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("round(31.249999999999993, 1)", 31.3),
        ("round(-2.4999999999999996)", -2),
        ("round(-2.5)", -3),
        ("round(2.5)", 3),
        ("trunc(2.9999999999999996)", 2),
        ("getComment('q')", None),
    ],
)
def test_rounding_leaves_the_noise_of_fractions_aside(expression, value):
    assert trace_expression({"expression": expression, "values": {"q-Comment": "x"}}) == value


def test_none_of_them_is_enough():
    boxes = {"type": "checkbox", "name": "q", "choices": [1, 2], "showNoneItem": True, "minSelectedChoices": 2}
    assert loaded(boxes, data={"q": ["none"]})["valid"] is True
    assert loaded(boxes, data={"q": [1]})["valid"] is False


def test_a_refused_survey_says_so_and_shows_what_is_left():
    state = loaded(text("a"), text("b", visibleIf="mine({a}) = 1", colour="red"), data={"a": 1})
    assert [finding["path"] for finding in state["refused"]] == ["elements[1].visibleIf", "elements[1].colour"]
    assert [state["questions"][name]["visible"] for name in "ab"] == [True, False]
    assert trace_state({"json": [], "data": {}}).keys() == {"refused"}
