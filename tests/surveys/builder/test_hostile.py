"""Definitions that are huge, deep or hostile are turned away with a word, quickly, and nothing is stored."""

import json

import pytest

from surveys.models import Survey
from tests.factories.surveys import ONE_PAGE, make_survey
from tests.surveys.builder.desk import draft

pytestmark = pytest.mark.django_db
URL = "/console/surveys/survey/builder/json/"


def nested(depth):
    element = {"type": "text", "name": "deep"}
    for n in range(depth):
        element = {"type": "panel", "name": f"p{n}", "elements": [element]}
    return {"elements": [element]}


HOSTILE = {
    "brackets": ("[" * 100_000, "This is not JSON that can be read."),
    "not json": ('{"title": }', "reading stopped at line 1, column 11"),
    "a list": ("[]", "This is not a JSON object describing a survey."),
    "panels in panels": (json.dumps(nested(15)), "Elements are nested more than 10 levels deep."),
    "choices": (
        json.dumps({"elements": [{"type": "dropdown", "name": "d", "choices": list(range(10_000))}]}),
        "<code>elements[0].choices</code> There are more than 2000 entries here.",
    ),
    "questions": (
        json.dumps({"elements": [{"type": "text", "name": f"q{n}"} for n in range(1_100)]}),
        "The survey is larger than 1000 questions.",
    ),
    "an expression": (
        json.dumps({"elements": [{"type": "text", "name": "q", "visibleIf": "(" * 200 + "1" + ")" * 200}]}),
        "<code>elements[0].visibleIf</code>",
    ),
    "a pattern": (
        json.dumps({"elements": [{"type": "text", "name": "q", "validators": [{"type": "regex", "regex": "(a"}]}]}),
        "<code>elements[0].validators[0].regex</code>",
    ),
    "a nul": ('{"title": "a\\u0000b", "elements": []}', "<code>title</code>"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_json_that_no_survey_is(client_for, max_, case):
    text, words = HOSTILE[case]
    make_survey(publish=False)
    answer = client_for(max_).post(URL, {"definition": text, "revision": "1"})
    html = answer.content.decode()
    assert (answer.status_code, words in html) == (422, True)
    assert draft() == ONE_PAGE


def test_more_than_a_form_may_hold(client_for, max_):
    make_survey(publish=False)
    client = client_for(max_)
    assert client.post(URL, {"definition": "x" * 1_100_000, "revision": "1"}).status_code in (400, 413)
    many = {f"p.{n}": "x" for n in range(2_100)} | {"revision": "1"}
    assert client.post("/console/surveys/survey/builder/changes/", many).status_code in (400, 413)
    assert Survey.objects.get().revision == 1


def test_two_thousand_choices_are_edited_and_looked_at(client_for, max_):
    choices = [{"value": n, "text": f"Choice {n}"} for n in range(2_000)]
    elements = [{"type": "dropdown", "name": "d", "title": "D", "choices": choices}, {"type": "text", "name": "t"}]
    make_survey(definition={"title": "T", "elements": elements}, publish=False)
    client = client_for(max_)
    for page in ("?at=elements[0]", "?at=elements[1]", "translations/", "review/", "logic/"):
        assert client.get(f"/console/surveys/survey/builder/{page}").status_code == 200
