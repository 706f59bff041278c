"""Versions are compared and oddities pointed out."""

import pytest

from surveys.rules import Impact, diff, import_definition, worst


def survey(*elements, **settings):
    return import_definition({"elements": list(elements), **settings})


RADIO = {"type": "radiogroup", "name": "q", "choices": [1, 2]}


@pytest.mark.parametrize(
    ("old", "new", "kind", "impact"),
    [
        (RADIO, {**RADIO, "title": "New words"}, "title_changed", Impact.COSMETIC),
        (RADIO, {**RADIO, "type": "dropdown"}, "type_changed", Impact.COSMETIC),
        (RADIO, {**RADIO, "choices": [2, 1]}, "choices_reordered", Impact.COSMETIC),
        (RADIO, {**RADIO, "choices": [1, {"value": 2, "text": "Two"}]}, "choices_changed", Impact.COSMETIC),
        (RADIO, {**RADIO, "choices": [1, 2, 3]}, "choices_added", Impact.ADDITIVE),
        (RADIO, {**RADIO, "isRequired": True}, "is_required_changed", Impact.ADDITIVE),
        (RADIO, {**RADIO, "visibleIf": "{a} = 1"}, "visible_if_changed", Impact.ADDITIVE),
        (RADIO, {**RADIO, "choices": [1]}, "choices_removed", Impact.BREAKING),
        (RADIO, {**RADIO, "type": "checkbox"}, "type_changed", Impact.BREAKING),
        (RADIO, {**RADIO, "valueName": "v"}, "value_name_changed", Impact.BREAKING),
        (
            {"type": "rating", "name": "q"},
            {"type": "rating", "name": "q", "rateMax": 10},
            "high_changed",
            Impact.BREAKING,
        ),
    ],
)
def test_changes_are_classed(old, new, kind, impact):
    changes = diff(survey(old), survey(new))
    assert kind in {change.kind for change in changes}
    assert worst(changes) is impact


def test_questions_come_and_go():
    changes = diff(survey(RADIO), survey({"type": "text", "name": "new"}))
    assert [(change.kind, change.impact) for change in changes] == [
        ("question_removed", Impact.BREAKING),
        ("question_added", Impact.ADDITIVE),
    ]
    assert diff(survey(RADIO), survey(RADIO)) == []
