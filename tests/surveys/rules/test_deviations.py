"""Where we answer differently from survey-core on purpose."""

import pytest

from surveys.rules import evaluate, import_definition, message, validate
from surveys.rules.definition import Refused


def survey(*elements, **settings):
    return import_definition({"elements": list(elements), **settings})


def text(name, **settings):
    return {"type": "text", "name": name, **settings}


def test_every_question_is_checked_even_when_shown_one_at_a_time():
    definition = survey(text("q1"), text("q2", isRequired=True), questionsOnPageMode="questionPerPage")
    assert [e.code for e in validate(definition, {"q1": "a"})["q2"]] == ["required"]


def test_contains_errors_looks_at_the_answer_as_it_is():
    definition = survey(
        text("q1", inputType="email"),
        text("q2", visibleIf="{q1} notempty and {$q1.containsErrors} = false"),
    )
    assert not evaluate(definition, {"q1": "nobody"}).questions["q2"].is_visible
    assert evaluate(definition, {"q1": "a@b.org"}).questions["q2"].is_visible


def test_a_required_panel_without_anything_to_answer_is_no_trap():
    panel = {"type": "panel", "name": "p", "isRequired": True, "elements": [{"type": "html", "name": "h"}]}
    assert validate(survey(panel), {}) == {}


def test_errors_are_in_english_where_we_do_not_speak_the_language():
    errors = validate(survey(text("q", isRequired=True)), {}, locale="de")
    assert message(errors["q"][0], "de") == "Response required."


@pytest.mark.parametrize("expression", ["bs+{", "{a} =", "{{a}} notempty", "1 +", ""])
def test_an_expression_that_cannot_be_read_is_refused_not_ignored(expression):
    source = {"elements": [text("a", visibleIf=expression)]}
    if not expression:
        assert import_definition(source).question("a").visible_if is None
        return
    with pytest.raises(Refused) as refused:
        import_definition(source)
    assert [(f.path, f.code) for f in refused.value.findings] == [("elements[0].visibleIf", "bad_expression")]


def test_questions_of_one_name_are_refused():
    with pytest.raises(Refused) as refused:
        survey(text("a"), text("a"))
    assert [(f.path, f.code) for f in refused.value.findings] == [("elements[1].name", "duplicate_name")]


def test_an_unclosed_bracket_is_accepted_as_survey_core_does():
    definition = survey(text("a"), text("b", visibleIf="({a} = 1 and ({a} notempty"))
    assert evaluate(definition, {"a": 1}).questions["b"].is_visible


def test_bounds_of_lines_hold():
    lines = {"type": "multipletext", "name": "m", "items": [{"name": "x", "inputType": "number", "min": 5}]}
    assert [e.code for e in validate(survey(lines), {"m": {"x": 1}})["m"]] == ["low"]
    assert validate(survey(lines), {"m": {"x": 5}}) == {}
