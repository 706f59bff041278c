"""What is wrong with answers, in words."""

import pytest

from surveys.rules import import_definition, message, validate, validate_page
from surveys.rules.evaluation import evaluate


def errors(question, answer, locale="", **extra):
    definition = import_definition({"elements": [{"name": "q", **question}]})
    data = {**({} if answer is None else {"q": answer}), **extra}
    return [message(error, locale) for error in validate(definition, data, locale=locale).get("q", [])]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ({"type": "text", "isRequired": True}, None, ["Response required."]),
        ({"type": "text", "isRequired": True}, "  ", ["Response required."]),
        ({"type": "text", "isRequired": True, "requiredErrorText": "Please!"}, None, ["Please!"]),
        ({"type": "text", "isRequired": True, "readOnly": True}, None, []),
        ({"type": "boolean", "isRequired": True}, False, []),
        ({"type": "text", "inputType": "number", "min": 5}, 3, ["The value should not be less than 5"]),
        ({"type": "text", "inputType": "number", "max": 5, "maxErrorText": "≤ {0}"}, 7, ["≤ 5"]),
        (
            {"type": "text", "inputType": "date", "max": "2020-12-31"},
            "2021-01-01",
            ["The value should not be greater than Thu Dec 31 2020"],
        ),
        ({"type": "text", "inputType": "time", "min": "10:00"}, "09:00", ["The value should not be less than 10:00"]),
        (
            {"type": "text", "inputType": "number", "step": 2},
            3,
            ["Please enter a value that matches the step size of 2."],
        ),
        ({"type": "text", "inputType": "email"}, "nobody", ["Please enter a valid e-mail address."]),
        ({"type": "text", "inputType": "email"}, "rosa@example.org", []),
        (
            {"type": "text", "validators": [{"type": "numeric", "minValue": 2}]},
            "1",
            ["The 'value' should be at least 2"],
        ),
        ({"type": "text", "validators": [{"type": "regex", "regex": "^a+$", "text": "a"}]}, "b", ["a"]),
        (
            {"type": "text", "validators": [{"type": "expression", "expression": "{q} > 5"}]},
            3,
            ["The expression: {q} > 5 should return 'true'."],
        ),
        (
            {"type": "radiogroup", "choices": [1], "showOtherItem": True},
            "other",
            ["Response required: enter another value."],
        ),
        ({"type": "radiogroup", "choices": [1], "isRequired": True}, 9, ["Response required."]),
        (
            {"type": "checkbox", "choices": [1, 2], "minSelectedChoices": 2},
            [1],
            ["Please select at least 2 option(s)."],
        ),
        (
            {"type": "matrix", "rows": [1, 2], "columns": [1], "eachRowRequired": True},
            {"1": 1},
            ["Response required: answer questions in all rows."],
        ),
        (
            {"type": "matrix", "rows": [1, 2], "columns": [1], "eachRowUnique": True},
            {"1": 1, "2": 1},
            ["Each row must have a unique value."],
        ),
        ({"type": "multipletext", "items": [{"name": "i", "isRequired": True}]}, {}, ["Response required."]),
    ],
)
def test_checks(question, answer, expected):
    assert errors(question, answer) == expected


def test_errors_speak_chinese():
    assert errors({"type": "text", "isRequired": True}, None, "zh-hans") == ["请回答此题。"]


def test_a_warning_does_not_block():
    from surveys.rules import blocks

    question = {"type": "text", "name": "q", "validators": [{"type": "numeric", "notificationType": "warning"}]}
    found = validate(import_definition({"elements": [question]}), {"q": "x"})
    assert (list(found), blocks(found)) == (["q"], False)


def test_pages_are_checked_one_by_one_and_only_when_shown():
    required = {"type": "text", "isRequired": True}
    definition = import_definition({"pages": [
        {"name": "one", "elements": [{**required, "name": "a"}]},
        {"name": "two", "elements": [{**required, "name": "b"}], "visibleIf": "{a} = 1"},
    ]})  # fmt: skip
    state = evaluate(definition, {})
    assert (list(validate_page(state, "one")), validate_page(state, "two")) == (["a"], {})
    assert list(validate(definition, {"a": 1})) == ["b"]
