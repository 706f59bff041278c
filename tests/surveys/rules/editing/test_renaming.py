"""Another name reaches every place that mentions the old one, and no other."""

import pytest

from surveys.rules import import_definition
from surveys.rules.editing.places import CannotEdit
from surveys.rules.editing.renaming import rename, rename_in_settings, rename_value, renames_between

SURVEY = {
    "title": "About {food} and {foods}",
    "questionTitleTemplate": "{no} {title}",
    "pages": [
        {
            "name": "page1",
            "elements": [
                {"type": "checkbox", "name": "food", "choices": ["food", {"value": 2, "text": "Not {food}"}]},
                {"type": "text", "name": "foods", "title": {"default": "{ food }?", "zh-cn": "{food}吗？"}},
                {
                    "type": "radiogroup",
                    "name": "best",
                    "choicesFromQuestion": "food",
                    "visibleIf": "{Food} notempty and {foods} <> 'food' and '{food}' = '{food}'",
                    "choicesVisibleIf": "{food} contains {item}",
                    "defaultValue": "{food}",
                    "validators": [
                        {"type": "expression", "text": "{food}!", "expression": "{food[0]} = {$food.title}"}
                    ],
                },
                {
                    "type": "expression",
                    "name": "sum",
                    "expression": "displayValue('food') + {food-Comment} + {food.length}+{#food}+getComment('foods')",
                },
            ],
        }
    ],
    "triggers": [
        {"type": "setvalue", "expression": "{food} empty", "setToName": "food", "setValue": "food"},
        {"type": "copyvalue", "expression": "{foods} = 1", "fromName": "food", "setToName": "foods"},
        {"type": "complete", "name": "food", "operator": "empty"},
    ],
    "calculatedValues": [{"name": "twice", "expression": "{food.length} * 2"}],
    "completedHtmlOnCondition": [{"expression": "{food} empty", "html": {"en": "<p>{food}</p>"}}],
}
FOOD = "pages[0].elements[0]"


def test_every_reference_follows_and_nothing_else():
    import_definition(SURVEY)
    new = rename(SURVEY, FOOD, "dish")
    import_definition(new)
    elements = new["pages"][0]["elements"]
    assert new["title"] == "About {dish} and {foods}"
    assert new["questionTitleTemplate"] == "{no} {title}"
    assert elements[0] == {"type": "checkbox", "name": "dish", "choices": ["food", {"value": 2, "text": "Not {dish}"}]}
    assert elements[1]["title"] == {"default": "{ dish }?", "zh-cn": "{dish}吗？"}
    assert elements[2] == {
        "type": "radiogroup",
        "name": "best",
        "choicesFromQuestion": "dish",
        "visibleIf": "{dish} notempty and {foods} <> 'food' and '{food}' = '{food}'",
        "choicesVisibleIf": "{dish} contains {item}",
        "defaultValue": "{food}",
        "validators": [{"type": "expression", "text": "{dish}!", "expression": "{dish[0]} = {$dish.title}"}],
    }
    assert elements[3]["expression"] == (
        "displayValue('dish') + {dish-Comment} + {dish.length}+{#dish}+getComment('foods')"
    )
    assert new["triggers"] == [
        {"type": "setvalue", "expression": "{dish} empty", "setToName": "dish", "setValue": "food"},
        {"type": "copyvalue", "expression": "{foods} = 1", "fromName": "dish", "setToName": "foods"},
        {"type": "complete", "name": "dish", "operator": "empty"},
    ]
    assert new["calculatedValues"] == [{"name": "twice", "expression": "{dish.length} * 2"}]
    assert new["completedHtmlOnCondition"] == [{"expression": "{dish} empty", "html": {"en": "<p>{dish}</p>"}}]


def test_there_and_back_changes_nothing():
    there = rename(rename(SURVEY, FOOD, "a b"), FOOD, "food")
    there["pages"][0]["elements"][2]["visibleIf"] = SURVEY["pages"][0]["elements"][2]["visibleIf"]
    assert there == SURVEY


@pytest.mark.parametrize("name", ["", " ", "a{b", "a.b", "it's", "x" * 101, "a\nb", "$a"])
def test_names_that_expressions_cannot_hold(name):
    with pytest.raises(CannotEdit) as refused:
        rename(SURVEY, FOOD, name)
    assert refused.value.code == "bad_name"


@pytest.mark.parametrize("name", ["foods", "FOODS", "page1", "Twice"])
def test_names_that_something_else_has(name):
    with pytest.raises(CannotEdit) as refused:
        rename(SURVEY, FOOD, name)
    assert refused.value.code == "name_taken"


def test_a_question_that_answers_under_another_name_keeps_its_answers():
    definition = {
        "elements": [
            {"type": "text", "name": "a", "valueName": "kept"},
            {"type": "text", "name": "b", "visibleIf": "{kept} = 1 and {$a.isVisible}"},
        ]
    }
    assert rename(definition, "elements[0]", "c")["elements"] == [
        {"type": "text", "name": "c", "valueName": "kept"},
        {"type": "text", "name": "b", "visibleIf": "{kept} = 1 and {$c.isVisible}"},
    ]


def test_a_calculated_value():
    new = rename_value({**SURVEY, "title": "{twice}"}, 0, "double")
    assert (new["title"], new["calculatedValues"][0]["name"]) == ("{double}", "double")


def test_settings_follow():
    settings = {
        "follow_up": {"score": "food", "at_most": 6, "comment": "foods"},
        "limits": {"quotas": [{"name": "food", "cap": 1, "when": "{food} = 'food'"}]},
    }
    renames = renames_between(SURVEY, rename(SURVEY, FOOD, "dish"))
    assert renames == {"food": "dish"}
    assert rename_in_settings(settings, renames) == {
        "follow_up": {"score": "dish", "at_most": 6, "comment": "foods"},
        "limits": {"quotas": [{"name": "food", "cap": 1, "when": "{dish} = 'food'"}]},
    }


def test_moving_is_no_renaming():
    swapped = {"elements": [{"type": "text", "name": "b"}, {"type": "text", "name": "a"}]}
    assert renames_between({"elements": list(reversed(swapped["elements"]))}, swapped) == {}
    assert renames_between(SURVEY, {"elements": []}) == {}
