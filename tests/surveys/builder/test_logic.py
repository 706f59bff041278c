"""Logic by choosing: conditions of pieces and of single choices, triggers, calculated values and endings."""

import pytest

from surveys.models import Survey
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Builder, Editor, draft

pytestmark = pytest.mark.django_db
DEFINITION = {
    "title": "Food",
    "elements": [
        {
            "type": "radiogroup",
            "name": "diet",
            "title": "Diet?",
            "choices": ["all", {"value": "veg", "text": "Plants"}],
        },
        {"type": "checkbox", "name": "dishes", "title": "Dishes?", "choices": ["soup", "steak"]},
        {"type": "rating", "name": "score", "title": "Score?"},
    ],
}
AUTOSAVE = {"HX-Request": "true"}


@pytest.fixture
def builder(client_for, max_):
    make_survey(definition=DEFINITION, publish=False)
    return Builder(client_for(max_))


def element(index):
    return draft()["elements"][index]


def test_every_condition_of_a_question(builder):
    builder.open("?at=elements[1]").save(
        {
            "c.setValueIf.0.name": "diet",
            "c.setValueIf.0.value": "Plants",
            "c.choicesVisibleIf.0.name": "item",
            "c.choicesVisibleIf.0.operator": "notequal",
            "c.choicesVisibleIf.0.value": "steak",
            "c.choicesEnableIf.text": "{diet} notempty",
            "p.setValueExpression": "['soup']",
            "p.defaultValue": '["soup"]',
        }
    )
    assert element(1) == {
        **DEFINITION["elements"][1],
        "defaultValue": ["soup"],
        "setValueExpression": "['soup']",
        "choicesVisibleIf": "{item} <> 'steak'",
        "choicesEnableIf": "{diet} notempty",
        "setValueIf": "{diet} = 'veg'",
    }
    before = draft()
    builder.save({})
    assert draft() == before
    builder.save({"c.setValueIf.text": "", "p.defaultValue": ""})
    assert {"setValueIf", "defaultValue"} & element(1).keys() == set()


def test_a_broken_expression_is_named_by_its_place_and_stays_in_the_form(builder):
    builder.open("?at=elements[1]").save({"c.choicesEnableIf.text": "{diet} = = 1"})
    assert builder.status == 422
    assert "<code>elements[1].choicesEnableIf</code>" in builder.html
    assert builder.fields["c.choicesEnableIf.text"] == "{diet} = = 1"


def test_single_choices(builder):
    builder.open("?at=elements[1]").save(
        {
            "c.choices-add.entry": "1",
            "c.choices-add.kind": "visibleIf",
            "c.choices-add.0.name": "diet",
            "c.choices-add.0.value": "all",
        }
    )
    assert element(1)["choices"] == ["soup", {"value": "steak", "visibleIf": "{diet} = 'all'"}]
    assert builder.fields["c.choices-1-visibleIf.text"] == "{diet} = 'all'"
    builder.save({"c.choices-1-visibleIf.0.operator": "notequal"})
    assert element(1)["choices"][1]["visibleIf"] == "{diet} <> 'all'"
    builder.save({"c.choices-1-visibleIf.text": ""})
    assert element(1)["choices"] == ["soup", {"value": "steak"}]


def test_what_is_begun_offers_the_answers_of_its_question(builder):
    builder.open("?at=elements[2]")
    builder.save({"autosave": "1", "c.visibleIf.0.name": "diet"}, headers=AUTOSAVE)
    assert '<select name="c.visibleIf.0.value"' in builder.html
    assert '<option value="veg">Plants</option>' in builder.html
    assert draft() == DEFINITION


def test_another_kind_tells_first_what_it_loses(builder):
    builder.open("?at=elements[0]")
    builder.save({"autosave": "1", "type": "text"}, headers=AUTOSAVE)
    assert (builder.status, draft()) == (422, DEFINITION)
    builder.open("?at=elements[0]").save({"type": "text"})
    assert builder.status == 422
    assert "As “Short text” this question loses:" in builder.html
    assert "<li>Choices</li>" in builder.html
    carried = Editor(builder.html, "error-summary").fields
    builder.take(builder.client.post(f"{builder.home}changes/", carried))
    assert element(0) == {"type": "text", "name": "diet", "title": "Diet?"}
    builder.open("?at=elements[0]").save({"type": "comment"})
    assert element(0)["type"] == "comment"


class Whole:
    """Somebody at the page for the whole survey."""

    def __init__(self, client, url="/console/surveys/survey/builder/logic/"):
        self.client, self.url = client, url
        self.take(client.get(url))

    def take(self, answer):
        self.led_to = answer.get("Location", "")
        answer = self.client.get(answer["Location"]) if answer.status_code == 303 else answer
        self.status, self.html = answer.status_code, answer.content.decode()
        self.fields = Editor(self.html).fields
        return self

    def save(self, **changes):
        named = {key.replace("__", "."): value for key, value in changes.items()}
        return self.take(self.client.post(self.url, {**self.fields, **named}))


@pytest.fixture
def whole(builder):
    return Whole(builder.client)


def test_triggers(whole):
    for kind in ("setvalue", "skip", "copyvalue", "runexpression", "complete"):
        assert whole.save(do=f"trigger {kind}").status == 200
        assert whole.led_to.partition("#")[2] == f"triggers-{len(draft()['triggers']) - 1}"
    assert [trigger["type"] for trigger in draft()["triggers"]] == [
        "setvalue",
        "skip",
        "copyvalue",
        "runexpression",
        "complete",
    ]
    whole.save(
        **{
            "c.triggers-0.0.operator": "equal",
            "c.triggers-0.0.value": "Plants",
            "w.triggers-0.setToName": "dishes",
            "w.triggers-1.gotoName": "score",
        }
    )
    whole.save(**{"w.triggers-0.setValue": "soup", "w.triggers-3.runExpression": "1 + 1"})
    assert draft()["triggers"][0] == {
        "type": "setvalue",
        "expression": "{diet} = 'veg'",
        "setToName": "dishes",
        "setValue": ["soup"],
    }
    assert draft()["triggers"][3]["runExpression"] == "1 + 1"
    whole.save(press="triggers up 4").save(press="triggers delete 0")
    assert [trigger["type"] for trigger in draft()["triggers"]] == ["skip", "copyvalue", "complete", "runexpression"]
    before = draft()
    assert whole.save().status == 200
    assert draft() == before
    assert whole.save(**{"w.triggers-0.type": "complete"}).status == 200
    assert draft()["triggers"][0] == {"type": "complete", "expression": "{diet} notempty"}


def test_calculated_values_and_endings(whole):
    whole.save(do="value").save(**{"w.calculatedValues-0.expression": "{score} * 2"})
    whole.save(do="ending").save(
        **{"c.completedHtmlOnCondition-0.text": "{value1} > 8", "w.completedHtmlOnCondition-0.html": "<p>Lovely</p>"}
    )
    whole.save(**{"w.calculatedValues-0.name": "double", "w.calculatedValues-0.result": "on"})
    assert draft()["calculatedValues"] == [{"name": "double", "expression": "{score} * 2", "includeIntoResult": True}]
    assert draft()["completedHtmlOnCondition"] == [{"expression": "{double} > 8", "html": "<p>Lovely</p>"}]
    whole.save(**{"w.calculatedValues-0.expression": "{score} * ("})
    assert (whole.status, "calculatedValues[0].expression" in whole.html) == (422, True)
    whole.save(**{"w.calculatedValues-0.expression": "{score} * 3", "press": "completedHtmlOnCondition delete 0"})
    assert "completedHtmlOnCondition" not in draft()


@pytest.mark.parametrize(
    "wish",
    [
        {"do": "trigger fly"},
        {"press": "triggers up 0"},
        {"press": "title delete 0"},
        {"press": "x"},
        {"press": "a b ²"},
    ],
)
def test_wishes_nobody_can_have(whole, wish):
    assert whole.save(**wish).status == 422
    assert draft() == DEFINITION


def test_somebody_elses_edit_is_a_conflict(whole, client_for, ada):
    whole.save(do="value")
    stale = dict(whole.fields)
    Builder(client_for(ada)).save({"p.title": "Ada's"})
    answer = whole.client.post(whole.url, {**stale, "w.calculatedValues-0.expression": "1"})
    assert answer.status_code == 409
    assert "Ada" in answer.content.decode()
    whole.take(whole.client.post(whole.url, {**stale, "w.calculatedValues-0.expression": "1", "on_top": "1"}))
    assert (draft()["title"], draft()["calculatedValues"][0]["expression"]) == ("Ada's", "1")


def test_without_a_question_there_is_nothing_to_wait_for(client_for, max_):
    make_survey("bare", {"title": "B", "elements": []}, publish=False)
    page = Whole(client_for(max_), "/console/surveys/bare/builder/logic/")
    assert page.save(do="trigger skip").status == 422
    assert "Add a question first." in page.html
    assert Survey.objects.get().draft == {"title": "B", "elements": []}
