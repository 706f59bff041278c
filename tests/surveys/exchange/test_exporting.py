"""A survey leaves as SurveyJS JSON to the letter, and as an XLSForm that says what it cannot hold."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from surveys.models import Survey
from surveys.rules.definition import import_definition
from surveys.rules.exchange.files import bring, exported, exported_xlsform
from surveys.rules.expressions import parse
from surveys.rules.instruments.templates import TEMPLATE_KEYS, template
from tests.factories.surveys import ONE_PAGE, make_survey

CHOICES = [{"value": "a", "text": "A"}, {"value": "b", "text": {"default": "B", "zh-cn": "乙"}}]
KINDS = {
    "text": {"type": "text"},
    "comment": {"type": "comment"},
    "integer": {"type": "text", "inputType": "number", "step": 1},
    "decimal": {"type": "text", "inputType": "number"},
    "date": {"type": "text", "inputType": "date"},
    "time": {"type": "text", "inputType": "time"},
    "moment": {"type": "text", "inputType": "datetime-local"},
    "one": {"type": "radiogroup", "choices": CHOICES},
    "drop": {"type": "dropdown", "choices": CHOICES},
    "many": {"type": "checkbox", "choices": CHOICES, "choicesOrder": "random"},
    "tags": {"type": "tagbox", "choices": CHOICES, "showOtherItem": True},
    "rank": {"type": "ranking", "choices": CHOICES},
    "scale": {"type": "rating", "rateMin": 0, "rateMax": 10},
    "yes": {"type": "boolean"},
    "note": {"type": "html", "html": "1 &lt; 2"},
}
CONDITIONS = {
    "text": ["{0} notempty", "{0} = 'x'", "{0} != 'x'", "{0} contains 'x'"],
    "comment": ["{0} empty"],
    "integer": ["{0} > 3", "{0} >= 3 and {0} < 9", "({0} + 1) * 2 = 8", "!({0} > 3)"],
    "one": ["{0} = 'a'", "{0} anyof ['a', 'b']", "{0} noneof ['a']", "iif({0} = 'a', 1, 0) = 1"],
    "many": [
        "{0} contains 'a'",
        "{0} notcontains 'a'",
        "{0} anyof ['a', 'b']",
        "{0} allof ['a', 'b']",
        "count({0}) > 1",
    ],
    "yes": ["{0} = true", "{0} != true", "{0} = false"],
    "scale": ["{0} <= 6"],
}
ANSWERS = {
    "text": [None, "x", "y", "axb"],
    "comment": [None, "x"],
    "integer": [None, 3, 4, 9],
    "one": [None, "a", "b"],
    "many": [None, ["a"], ["a", "b"], ["b"]],
    "yes": [None, True, False],
    "scale": [None, 6, 7],
}
ITEMS = st.lists(
    st.tuples(st.sampled_from(sorted(KINDS)), st.booleans(), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=8,
)


def made(items):
    """A survey of the mappable subset: each question may depend on one before it."""
    elements, askable = [], []
    for number, (kind, is_required, which, how) in enumerate(items):
        question = {"name": f"q{number}", **KINDS[kind]}
        if kind != "note":
            question |= {"title": {"default": f"Question {number}", "zh-cn": f"第{number}题"}}
        if is_required and kind != "note":
            question["isRequired"] = True
        if askable and which % 2:
            name, other = askable[which % len(askable)]
            options = CONDITIONS[other]
            question["visibleIf"] = options[how % len(options)].replace("{0}", f"{{{name}}}")
        if kind in CONDITIONS:
            askable.append((f"q{number}", kind))
        elements.append(question)
    return {
        "title": "T",
        "pages": [{"name": "first", "elements": elements[:4]}, {"name": "second", "elements": elements[4:]}],
    }


def kept(question):
    options = [str(choice.value) for choice in getattr(question, "choices", ())]
    extra = getattr(question, "input_type", ""), getattr(question, "step", None), getattr(question, "has_other", None)
    return question.name, question.type, options, extra, question.is_required, getattr(question, "low", None)


@settings(max_examples=25, deadline=None)
@given(ITEMS)
def test_there_and_back(items):
    before = import_definition(made(items))
    content, left = exported_xlsform(before.source)
    assert left == []
    after = import_definition(bring("x.xlsx", content).definition)
    assert [kept(q) for q in after.questions()] == [kept(q) for q in before.questions()]
    kinds = {f"q{number}": item[0] for number, item in enumerate(items)}
    for old, new in zip(before.questions(), after.questions(), strict=True):
        assert (old.visible_if is None) == (new.visible_if is None)
        if old.visible_if:
            [name] = old.visible_if.variables
            for answer in ANSWERS[kinds[name]]:
                values = {} if answer is None else {name: answer}
                assert new.visible_if.is_met(values) == old.visible_if.is_met(values), (old.visible_if.source, answer)
        if old.title:
            assert new.title.choose("zh-cn") == old.title.choose("zh-cn")


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
def test_templates_leave_and_come_back(key):
    definition = template(key).definition
    assert json.loads(exported(definition)) == definition
    content, left = exported_xlsform(definition)
    names = {q.name for q in import_definition(bring("x.xlsx", content).definition).questions()}
    missing = {q.name for q in import_definition(definition).questions()} - names
    assert all(any(name in finding.params["name"] for finding in left) for name in missing)


def test_what_an_xlsform_cannot_hold_is_named():
    definition = {
        "title": "=1+1",
        "triggers": [{"type": "complete", "expression": "{m.r} = 1"}],
        "elements": [
            {"type": "matrix", "name": "m", "columns": [1], "rows": ["r"]},
            {"type": "text", "name": "mail", "inputType": "email"},
            {"type": "radiogroup", "name": "c", "choices": ["two words"]},
            {"type": "text", "name": "a b"},
            {"type": "text", "name": "t", "visibleIf": "{m.r} = 1", "maxLength": 5, "validators": [{"type": "email"}]},
            {"type": "html", "name": "h", "html": "<b>Hello</b>"},
        ],
    }
    content, left = exported_xlsform(definition)
    assert [(finding.path, finding.params["name"]) for finding in left] == [
        ("", "triggers"),
        ("elements[0]", "m: matrix"),
        ("elements[1]", "mail: inputType email"),
        ("elements[2]", "c: choices"),
        ("elements[3]", "a b"),
        ("elements[4]", "maxLength"),
        ("elements[4]", "visibleIf {m.r} = 1 ({m.r})"),
        ("elements[4].validators[0]", "email"),
        ("elements[5]", "h: html"),
    ]
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["survey", "settings", "not carried over"]
    assert book["settings"]["A2"].data_type == "s"
    assert bring("x.xlsx", content).definition["title"] == "=1+1"


def test_expressions_without_a_counterpart():
    for source in ("{a} ^ 2 = 4", "age({a}) > 3", "{a.b} = 1", "{m} = ['a']", "[1] = 1"):
        definition = {"elements": [
            {"type": "text", "name": "a"}, {"type": "checkbox", "name": "m", "choices": ["a"]},
            {"type": "text", "name": "t", "visibleIf": source},
        ]}  # fmt: skip
        parse(source)
        _, left = exported_xlsform(definition)
        assert len(left) == 1, source
        assert left[0].params["name"].startswith("visibleIf")


@pytest.mark.django_db
def test_downloads(client_for, amir, sam, rosa):
    make_survey("lunch")
    client = client_for(amir)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/console/surveys/lunch/definition.json")
    assert len(queries) == 3
    assert answer["Content-Disposition"] == 'attachment; filename="lunch.json"'
    assert json.loads(answer.content) == ONE_PAGE
    answer = client.get("/console/surveys/lunch/definition.xlsx")
    assert bring("lunch.xlsx", answer.content).definition["pages"][0]["elements"][0]["name"] == "dish"
    page = client.get("/console/surveys/lunch/").content.decode()
    assert "/console/surveys/lunch/definition.json" in page
    for path in ("json", "xlsx"):
        assert sam.get(f"/console/surveys/lunch/definition.{path}").status_code == 302
        assert client_for(rosa).get(f"/console/surveys/lunch/definition.{path}").status_code == 403
        assert client.get(f"/console/surveys/nothing/definition.{path}").status_code == 404


@pytest.mark.django_db
def test_by_the_command(tmp_path, capsysbinary):
    definition = {**ONE_PAGE, "completedHtml": "<p>Bye</p>"}
    make_survey("lunch", definition)
    call_command("export_survey", "lunch")
    assert json.loads(capsysbinary.readouterr().out) == definition
    for kind, name in (("json", "lunch.json"), ("xlsform", "lunch.xlsx")):
        call_command("export_survey", "lunch", f"--format={kind}", f"--output={tmp_path / name}")
        call_command("import_survey", str(tmp_path / name), f"--slug=again-{kind}")
    assert Survey.objects.get(slug="again-json").draft == definition
    assert b"$: Not carried over: completedHtml" in capsysbinary.readouterr().err
    with pytest.raises(CommandError, match="There is no survey at the address nothing"):
        call_command("export_survey", "nothing")
    with pytest.raises(CommandError, match="No such file"):
        call_command("export_survey", "lunch", f"--output={tmp_path / 'none' / 'x.json'}")
