"""Definitions that would take all memory or time are refused by path; patterns of one evaluation share their time."""

import pytest

from surveys.rules import Error, Refused, evaluate, import_definition, validate_state
from surveys.rules.checking.patterns import Patience, matches
from surveys.rules.logic import working
from surveys.rules.messages import message, told


def refusals(*elements):
    try:
        import_definition({"elements": list(elements)})
    except Refused as refused:
        return [(finding.path, finding.code) for finding in refused.findings]
    return []


def checked_by(pattern):
    return {"type": "text", "name": "t", "validators": [{"type": "regex", "regex": pattern}]}


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:(?:a{1000}){1000}){1000}",
        "a{100000000}",
        "[a]]{9999}",
        r"[\]]{9999}",
        r"\({9999}",
        "(a{100}b){100}",
        "(x|y{3}){999}",
    ],
)
def test_patterns_that_grow_without_measure_are_refused(pattern):
    assert refusals(checked_by(pattern)) == [("elements[0].validators[0].regex", "bad_pattern")]


@pytest.mark.parametrize(
    "pattern", [r"^1[3-9]\d{9}$", r"\d{18}[a-z]{100}.{1,2000}", "[{2}{9999}]", r"(?=.{8,})(a{40}){40}"]
)
def test_others_are_not(pattern):
    assert refusals(checked_by(pattern)) == []


def test_patterns_share_their_time(monkeypatch):
    patience = Patience(1)
    assert matches("b$", "a" * 9_000 + "b", patience=patience)
    assert patience.left < 1
    patience.left = 0
    assert not matches("a", "a", patience=patience)
    monkeypatch.setattr(working, "MAX_PATTERN_SECONDS", 0)
    state = evaluate(import_definition({"elements": [checked_by("a")]}), {"t": "a"})
    assert [error.code for error in validate_state(state)["t"]] == ["pattern"]


MANY = list(range(2_000))


@pytest.mark.parametrize(
    ("elements", "path"),
    [
        ([{"type": "matrix", "name": "m", "rows": MANY, "columns": MANY}], "elements[0]"),
        ([{"type": "checkbox", "name": f"q{n}", "choices": MANY} for n in range(6)], "elements[5]"),
        ([{"type": "rating", "name": f"q{n}", "rateMin": 0, "rateMax": 10**9} for n in range(11)], "elements[10]"),
        ([{"type": "dropdown", "name": f"q{n}", "choicesMax": 10**9} for n in range(11)], "elements[10]"),
        (
            [
                {"type": "checkbox", "name": "q", "choices": MANY},
                *({"type": "checkbox", "name": f"q{n}", "choicesFromQuestion": "q"} for n in range(5)),
            ],
            "elements[5]",
        ),
    ],
)
def test_a_survey_has_so_many_places_for_answers(elements, path):
    assert refusals(*elements) == [(path, "too_large")]
    assert refusals(*elements[:-1]) == []


@pytest.mark.parametrize("name", ["rateMin", "rateMax", "rateStep", "rateCount"])
def test_numbers_beyond_measure_are_no_numbers(name):
    asked = {"type": "rating", "name": "r", name: 10**400}
    assert refusals(asked) == [(f"elements[0].{name}", "not_a_number")]


def test_a_step_too_small_to_count_holds_nobody_up():
    asked = {"type": "text", "name": "n", "inputType": "number", "step": 5e-324}
    assert validate_state(evaluate(import_definition({"elements": [asked]}), {"n": 2})) == {}


def test_whoever_answers_is_told_something():
    for code, params in (("pattern", {}), ("expression", {"expression": "{a} > 1"})):
        error = Error(code, params)
        assert told(error, "en") != message(error, "en")
        assert told(error, "ar") == told(error, "en") != ""
        assert told(error, "zh-cn") != told(error, "en")
        assert told(Error(code, params, "Write three letters."), "en") == "Write three letters."
    assert told(Error("required"), "en") == "Response required."
