"""What survey-core 3.0.3 was seen to do with choices that go, answers that hiding clears, and computed bounds."""

import time

import pytest

from surveys.rules.definition.importing import read_definition
from surveys.rules.tracing import trace_state


def traced(*elements, data=None, **settings):
    return trace_state({"json": {"elements": list(elements), **settings}, "data": data or {}})


def kept(*elements, data=None, **settings):
    return traced(*elements, data=data, **settings)["dataAfterLoad"]


@pytest.mark.parametrize(
    ("question", "data", "is_valid"),
    [
        ({"inputType": "date", "min": "=today()"}, {"a": "2020-01-01"}, False),
        ({"inputType": "date", "min": "=today()"}, {"a": "2999-01-01"}, True),
        ({"inputType": "number", "min": "={b} + 1"}, {"a": 3, "b": 3}, False),
        ({"inputType": "number", "max": "={b} + 1"}, {"a": 4, "b": 3}, True),
        ({"inputType": "number", "max": "={b} + 1", "maxValueExpression": "1"}, {"a": 4, "b": 3}, False),
    ],
)
def test_a_bound_may_be_computed(question, data, is_valid):
    assert traced({"type": "text", "name": "a", **question}, data=data)["valid"] is is_valid


def test_a_computed_bound_that_cannot_be_read_is_refused():
    _, findings = read_definition({"elements": [{"type": "text", "name": "a", "min": "={b"}]})
    assert [(finding.path, finding.code) for finding in findings] == [("elements[0].min", "bad_expression")]


@pytest.mark.parametrize(
    ("said", "answer"), [(["a"], "a"), (["b", "a"], "b"), (["x"], ["x"]), ("a", "a"), (["x", "a"], ["x", "a"])]
)
def test_of_several_picks_a_single_choice_takes_the_first(said, answer):
    single = {"type": "dropdown", "name": "q", "choices": ["a", "b"], "defaultValueExpression": "{s}"}
    assert traced(single, data={"s": said})["questions"]["q"]["visible"]
    assert kept({**single, "clearIfInvisible": "none"}, data={"s": said})["q"] == answer


@pytest.mark.parametrize(("data", "ranked"), [({"q": [3, 1, 2], "b": 5}, None), ({"q": [3, 1, 2]}, [3, 1, 2])])
def test_a_ranking_left_with_one_choice_is_cleared(data, ranked):
    choices = [{"value": 1, "visibleIf": "{b} empty"}, {"value": 2, "visibleIf": "{b} empty"}, 3]
    assert kept({"type": "ranking", "name": "q", "choices": choices}, data=data).get("q") == ranked


@pytest.mark.parametrize(("mode", "is_visible"), [("selected", True), ("unselected", False)])
def test_a_ranking_nobody_touched_ranks_everything_for_others(mode, is_visible):
    source = {"type": "ranking", "name": "s", "choices": [1, 2, 3]}
    taker = {
        "type": "dropdown",
        "name": "q",
        "choicesFromQuestion": "s",
        "choicesFromQuestionMode": mode,
        "hideIfChoicesEmpty": True,
    }
    assert traced(source, taker)["questions"]["q"]["visible"] is is_visible


def test_what_was_never_offered_goes_before_an_answer_is_checked():
    rule = {"type": "expression", "expression": "{q} empty"}
    question = {"type": "radiogroup", "name": "q", "choices": [1, 2], "validators": [rule]}
    assert traced(question, data={"q": 7})["errors"] == {}
    assert list(traced(question, data={"q": 1})["errors"]) == ["q"]


def test_a_question_behind_one_that_hiding_clears_never_comes_to_light():
    first = {"type": "text", "name": "a", "visibleIf": "{x} <> false"}
    second = {"type": "text", "name": "b", "visibleIf": "{a} = 1"}
    data = {"x": False, "a": 1, "b": 17}
    assert kept(first, second, data=data, clearInvisibleValues="onHidden") == {"x": False, "b": 17}


def test_a_page_that_opens_brings_no_default_to_what_stays_hidden_on_it():
    first = {"type": "text", "name": "a", "visibleIf": "{x} notempty"}
    second = {"type": "text", "name": "b", "defaultValue": "d", "visibleIf": "{a} = 1"}
    assert kept(first, second, data={"x": 3}, clearInvisibleValues="onHiddenContainer") == {"x": 3}


def test_a_thousand_answers_nobody_offered_go_within_a_second():
    elements = [{"type": "radiogroup", "name": f"q{i}", "choices": [1, 2], "isRequired": True} for i in range(1000)]
    begun = time.process_time()
    state = traced(*elements, data={f"q{i}": 7 for i in range(1000)})
    assert len(state["errors"]) == 1000
    assert state["dataAfterLoad"] == {}
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("question", "said", "answer"),
    [
        ({"type": "text"}, "x", "y"),
        ({"type": "text"}, "z", "z"),
        ({"type": "text"}, None, None),
        ({"type": "text", "defaultValue": "x"}, "x", "y"),
        ({"type": "radiogroup", "choices": ["x", "y"]}, "x", "y"),
    ],
)
def test_a_computed_default_that_was_taken_over_moves_with_what_it_is_computed_from(question, said, answer):
    computed = {**question, "name": "q", "defaultValueExpression": "iif({b} empty, 'x', 'y')"}
    data = {"b": 1} if said is None else {"q": said, "b": 1}
    assert kept(computed, data=data).get("q") == answer


def test_a_line_that_was_computed_moves_too():
    item = {"name": "x", "defaultValueExpression": "iif({b} empty, 'x', 'y')"}
    lines = {"type": "multipletext", "name": "m", "items": [item]}
    assert kept(lines, data={"m": {"x": "x"}, "b": 1})["m"] == {"x": "y"}
    assert kept(lines, data={"m": {"x": "z"}, "b": 1})["m"] == {"x": "z"}


def test_lines_have_their_own_defaults_from_the_beginning_alone():
    items = [{"name": "x", "defaultValue": "d"}]
    lines = {"type": "multipletext", "name": "m", "visibleIf": "{b} = 1", "items": items}
    assert kept(lines, data={"b": 1}, clearInvisibleValues="onHidden") == {"b": 1}
    whole = {**lines, "defaultValue": {"x": "w"}}
    assert kept(whole, data={"b": 1}, clearInvisibleValues="onHidden") == {"b": 1, "m": {"x": "w"}}
