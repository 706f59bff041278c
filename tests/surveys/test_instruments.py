"""The two instruments of whoever debugs a survey.

The recorded cases lie in ../shared/cases; where they are absent the tests that need them say so and skip.
"""

import io
import json

import pytest
from django.core.management import call_command

from tests.support.cases import json_cases


@pytest.fixture
def ask(monkeypatch, capsys):
    def run(command, lines):
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        call_command(command)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_every_recorded_expression(ask):
    cases = json_cases("surveyjs/expressions.json")
    answers = ask("survey_expression", cases)
    wrong = {c["id"]: a for c, a in zip(cases, answers, strict=True) if a != c["expected"]}
    print(f"{len(cases) - len(wrong)} of {len(cases)} agree")
    assert wrong == {}


def test_recorded_states(ask):
    cases = json_cases("surveyjs/states.jsonl")
    answers = ask("survey_state", cases)
    names = ("visiblePages", "questions", "calculated", "valid", "errors", "dataAfterLoad")
    known = [(c, a) for c, a in zip(cases, answers, strict=True) if "refused" not in a]
    wrong = {c["id"]: [n for n in names if a[n] != c[n]] for c, a in known if any(a[n] != c[n] for n in names)}
    print(f"{len(known) - len(wrong)} of {len(known)} states agree, {len(cases) - len(known)} refused")
    assert len(wrong) <= 0.02 * len(known), wrong


def test_lines_that_cannot_be_answered(ask):
    broken, *others = ask(
        "survey_expression", ["{", "[]", {"expression": 5}, "", {"expression": "(", "mode": "condition"}]
    )
    assert "line" in broken["error"]
    assert others == [
        {"error": "expected an object"},
        {"error": "expected an object with a text `expression` and an object `values`"},
        False,
    ]
    refused, broken = ask("survey_state", [{"json": {"foo": 1}}, {"data": 5}])
    assert [refused["refused"], broken] == [
        [{"path": "foo", "reason": "The property foo is not part of the survey format we support."}],
        {"error": "expected an object with `json`, an object `data` and perhaps a text `locale`"},
    ]


def test_every_line_is_answered_whatever_it_holds(ask):
    nested = '{"expression": "{a}", "values": {"a": ' + "[" * 900 + "]" * 900 + "}}"
    lines = [
        "[" * 100_000,
        nested,
        {"expression": "(" * 5000},
        '{"expression": "{a}", "values": {"a": NaN}}',
        {"expression": "{a}", "values": {"a": {"$date": None}}},
        {"expression": "dateAdd({a}, 1)", "values": {"a": {"$date": "2020-01-01"}}},
        {"expression": "{a}", "values": {"a": {"$infinity": True}}},
        {"expression": "\ud800 = 1"},
        {"expression": "1 + 1"},
    ]
    deep, deeper, *others = ask("survey_expression", lines)
    assert list(deep) == list(deeper) == ["error"]
    assert others == [
        None,
        {"$nan": True},
        None,
        {"$date": "2020-01-02T00:00:00.000Z"},
        {"$infinity": True},
        None,
        2,
    ]


def test_answers_of_the_wrong_kind_have_a_state(ask):
    kinds = ("text", "checkbox", "ranking", "rating", "boolean", "matrix", "multipletext", "expression", "html")
    lines = [
        {"json": {"elements": [{"type": kind, "name": "q", "title": "{q}"}]}, "data": {"q": value}}
        for kind in kinds
        for value in ("x", 5, True, [1], [[1]], {"a": {"b": 1}}, [{"value": 1}], {"$date": "2020-01-01"})
    ]
    assert [
        line for line, state in zip(lines, ask("survey_state", lines), strict=True) if "questions" not in state
    ] == []
