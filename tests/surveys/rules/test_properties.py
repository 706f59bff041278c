"""Whatever comes in: a value, a refusal or an error with a code, and never anything else."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.rules import (
    InvalidAnswer,
    Refused,
    begin,
    clean_answer,
    evaluate,
    import_definition,
    page_path,
    react,
    validate_state,
)
from surveys.rules.checking.patterns import matches
from surveys.rules.definition.profile import TYPES
from surveys.rules.expressions import ExpressionError, parse
from surveys.rules.logic.piping import render

NAMES = ["a", "b", "c"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
TOKENS = st.sampled_from(
    ["{a}", "{b.x}", "{c[0]}", "'t'", "1", "0.5", "true", "(", ")", "[", "]", ",", "+", "-", "*", "/", "^", "%", "=",
     "!=", "<", ">=", "and", "or", "!", "contains", "anyof", "allof", "empty", "notempty", "sum(", "iif(", "round(",
     "dateAdd(", "dateDiff(", "sumInArray(", "today()", "undefined", "", " "]
)  # fmt: skip
EXPRESSIONS = st.lists(TOKENS, max_size=14).map(" ".join)
ANSWERS = st.dictionaries(st.sampled_from([*NAMES, "a-Comment"]), JSON, max_size=4)


@given(EXPRESSIONS | st.text(max_size=60), ANSWERS)
@settings(max_examples=400, deadline=None)
def test_any_expression_gives_a_value_or_an_error(text, answers):
    try:
        parse(text).evaluate(answers)
    except ExpressionError:
        return


PROPERTIES = st.sampled_from(sorted({name for table in TYPES.values() for name in table} | {"nonsense", "validators"}))
ELEMENTS = st.recursive(
    st.builds(
        lambda kind, name, fields, condition: {**fields, "type": kind, "name": name, "visibleIf": condition},
        st.sampled_from([*TYPES, "paneldynamic"]),
        st.sampled_from(NAMES),
        st.dictionaries(PROPERTIES, JSON, max_size=2),
        EXPRESSIONS,
    ),
    lambda inner: st.builds(lambda items: {"type": "panel", "elements": items}, st.lists(inner, max_size=3)),
    max_leaves=4,
)


@given(JSON | st.builds(lambda items, rest: {**rest, "elements": items}, st.lists(ELEMENTS, max_size=4), JSON.filter(
    lambda value: isinstance(value, dict))))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_json_is_imported_or_refused_with_findings(data):
    found = refusal(data)
    assert found is None or (len(found) > 0 and all(finding.message for finding in found))


def refusal(data):
    try:
        import_definition(data)
    except Refused as refused:
        return refused.findings
    return None


QUESTION = st.builds(
    lambda name, body, condition, required: {"name": name, "visibleIf": condition, "isRequired": required, **body},
    st.sampled_from(NAMES),
    st.sampled_from([
        {"type": "text"}, {"type": "text", "inputType": "number", "min": 1}, {"type": "text", "inputType": "date"},
        {"type": "comment"}, {"type": "rating"}, {"type": "boolean"},
        {"type": "radiogroup", "choices": [1, "b"], "showOtherItem": True},
        {"type": "checkbox", "choices": [1, "b"], "showNoneItem": True, "choicesVisibleIf": "{a} != {item}"},
        {"type": "ranking", "choices": ["x", "y"]}, {"type": "dropdown", "choicesMin": 1, "choicesMax": 9},
        {"type": "matrix", "rows": ["r"], "columns": [1, 2], "eachRowRequired": True},
        {"type": "multipletext", "items": [{"name": "i", "inputType": "email"}]},
        {"type": "expression", "expression": "{a} + {b}"}, {"type": "html", "html": "{a}"},
    ]),
    st.sampled_from(["", "{a} = 1", "{b} contains 'b'", "{c} empty", "{c.length} > 1"]),
    st.booleans(),
)  # fmt: skip
SURVEYS = st.lists(QUESTION, max_size=3, unique_by=lambda item: item["name"]).map(
    lambda items: {"pages": [{"elements": [item]} for item in items], "showQuestionNumbers": True,
                   "triggers": [{"type": "setvalue", "expression": "{a} = 1", "setToName": "b", "setValue": 2}]}
)  # fmt: skip


@given(SURVEYS, ANSWERS, ANSWERS)
@settings(max_examples=300, deadline=None)
def test_any_answers_give_a_state_errors_and_a_path(source, before, after):
    definition = import_definition(source)
    state = evaluate(definition, after)
    errors = validate_state(state)
    assert {page.name for page in state.pages} >= set(page_path(definition, after).walk())
    assert all(state.questions[name].is_visible for name in errors)
    json.dumps(state.data)
    json.dumps(react(definition, before, after))
    begin(definition)


@given(SURVEYS, ANSWERS)
@settings(max_examples=200, deadline=None)
def test_evaluating_changes_nothing_it_was_given_and_settles(source, answers):
    definition = import_definition(source)
    kept = json.dumps(answers)
    state = evaluate(definition, answers)
    assert json.dumps(answers) == kept
    if not any(question.type == "expression" for question in definition.questions()):
        assert evaluate(definition, state.data).data == state.data


@given(SURVEYS, JSON)
@settings(max_examples=300, deadline=None)
def test_any_raw_answer_becomes_canonical_json_or_is_refused(source, raw):
    for question in import_definition(source).questions():
        try:
            answer = clean_answer(question, raw)
        except InvalidAnswer:
            continue
        assert json.loads(json.dumps(answer)) == answer
        assert clean_answer(question, answer) == answer


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_pattern_answers_yes_or_no(pattern, value):
    assert matches(pattern, value) in (True, False)


def test_a_catastrophic_pattern_gives_up():
    assert not matches("^(a+)+$", "a" * 5_000 + "!")


@given(st.text(max_size=80))
def test_any_text_can_be_rendered(template):
    assert isinstance(render(template, lambda name: name), str)
