"""What a check says where it fails, what a line takes; and a condition half chosen survives a plain save."""

import pytest

from surveys.rules import import_definition
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Builder, draft

pytestmark = pytest.mark.django_db
DEFINITION = {
    "title": {"default": "Lunch", "zh-cn": "午餐"},
    "elements": [
        {"type": "text", "name": "age", "validators": [{"type": "numeric", "minValue": 18}]},
        {"type": "text", "name": "dish"},
    ],
}
AT = "?at=elements[0]"


def the_check():
    return draft()["elements"][0]["validators"][0]


def test_words_of_a_check_in_each_language(client_for, max_):
    make_survey(definition=DEFINITION, publish=False)
    desk = Builder(client_for(max_)).open(AT)
    desk.save({"v.0.text": "Grown-ups only"})
    assert the_check() == {"type": "numeric", "minValue": 18, "text": "Grown-ups only"}
    desk.open(f"{AT}&in=zh-cn")
    assert (desk.fields["v.0.text"], "Grown-ups only" in desk.html) == ("", True)
    desk.save({"v.0.text": "仅限成年人"})
    assert the_check()["text"] == {"default": "Grown-ups only", "zh-cn": "仅限成年人"}
    assert import_definition(draft())
    desk.save({"v.0.text": ""})
    assert the_check()["text"] == {"default": "Grown-ups only"}
    desk.open(AT).save({"v.0.text": ""})
    assert the_check() == {"type": "numeric", "minValue": 18}


def test_a_condition_half_chosen_survives_a_plain_save(client_for, max_):
    make_survey(definition=DEFINITION, publish=False)
    desk = Builder(client_for(max_)).open(AT)
    desk.save({"c.visibleIf.0.name": "dish", "c.visibleIf.0.operator": "contains"})
    assert "visibleIf" not in draft()["elements"][0]
    row = desk.fields["c.visibleIf.0.name"], desk.fields["c.visibleIf.0.operator"]
    assert row == ("dish", "contains")
    desk.save({"c.visibleIf.0.value": "soup"})
    assert draft()["elements"][0]["visibleIf"] == "{dish} contains 'soup'"
    assert "c.visibleIf.1.name=" not in desk.at


def test_the_lines_of_several_texts_have_a_kind_and_may_be_required(client_for, max_):
    lines = {
        "type": "multipletext",
        "name": "who",
        "items": ["name", {"name": "mail", "inputType": "tel", "isRequired": True}],
    }
    make_survey(definition={"title": "Who", "elements": [lines]}, publish=False)
    desk = Builder(client_for(max_)).open(AT)
    assert (desk.fields["t.items.0"], desk.fields["t.items.1"], desk.fields["r.items.1"]) == ("", "tel", "on")
    desk.save({"l.items.0": "Your name", "r.items.0": "on", "t.items.1": "email"})
    first, second = draft()["elements"][0]["items"]
    assert first == {"name": "name", "title": "Your name", "isRequired": True}
    assert second == {"name": "mail", "inputType": "email", "isRequired": True}
    fields = {key: value for key, value in desk.fields.items() if not key.startswith("r.items.")}
    desk.fields = fields
    desk.save({"t.items.1": ""})
    assert draft()["elements"][0]["items"] == [{"name": "name", "title": "Your name"}, {"name": "mail"}]
    assert import_definition(draft())


def test_every_line_of_a_table_may_be_wanted(client_for, max_):
    grid = {"type": "matrix", "name": "grid", "columns": ["good", "bad"], "rows": ["soup", "rest"]}
    make_survey(definition={"elements": [grid]}, publish=False)
    desk = Builder(client_for(max_)).open(AT)
    assert "Every row needs an answer" in desk.html
    desk.save({"p.eachRowRequired": "on"})
    assert draft()["elements"][0]["eachRowRequired"] is True
    assert next(import_definition(draft()).questions()).is_each_row_required
