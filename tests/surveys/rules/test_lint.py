"""Oddities in a survey are pointed out, each at its place."""

import pytest

from surveys.rules import import_definition, lint

RADIO = {"type": "radiogroup", "name": "q", "title": "Q", "choices": [1, 2]}
SCORE = {"type": "rating", "name": "score", "title": "Score"}


def text(name, **more):
    return {"type": "text", "name": name, "title": name.upper(), **more}


def hints(*elements, **settings):
    definition = import_definition({"title": "T", "elements": list(elements), **settings})
    found = lint(definition)
    assert all(finding.message for finding in found)
    return [(finding.path, finding.code) for finding in found]


def test_nothing_odd():
    assert hints(RADIO, text("a", visibleIf="{q} = 1"), SCORE, text("b", visibleIf="{score} >= 4")) == []


@pytest.mark.parametrize(
    "condition",
    [
        "{q} = 1 and {q} = 2",
        "{q} = 1 and {q} <> 1",
        "{q} = 3",
        "{q} = 3 or {q} = 4",
        "{q} anyof [3, 4]",
        "{q} empty and {q} = 1",
        "{score} > 5",
        "{score} < 1",
        "{score} > 3 and {score} < 2",
        "{score} > 3 and {score} < 3",
        "1 = 2",
    ],
)
def test_conditions_that_never_hold(condition):
    found = hints(RADIO, SCORE, text("a", visibleIf=condition, isRequired=True))
    assert ("elements[2]", "never_shown") in found
    assert ("elements[2]", "required_hidden") in found


@pytest.mark.parametrize(
    "condition",
    [
        "{q} = 1 or {q} = 2",
        "{q} notempty",
        "{score} >= 3 and {score} <= 3",
        "{score} > 3 and {score} <= 5",
        "{q} <> 3",
        "{q} noneof [3]",
        "{q} = 1 and {score} = 1",
        "{q} empty or {q} = 1",
        "iif({q} = 3, true, false)",
    ],
)
def test_conditions_that_may_hold(condition):
    assert "never_shown" not in {code for _, code in hints(RADIO, SCORE, text("a", visibleIf=condition))}


def test_what_hangs_on_the_hidden_is_hidden_too():
    hidden = text("a", visible=False)
    assert hints(hidden, text("b", visibleIf="{a} notempty"), text("c", visibleIf="{b} = 'x'"), text("d")) == [
        ("elements[0]", "never_shown"),
        ("elements[1]", "never_shown"),
        ("elements[2]", "never_shown"),
    ]
    assert hints({**hidden, "defaultValue": "x"}, text("b", visibleIf="{a} notempty")) == [
        ("elements[0]", "never_shown")
    ]
    trigger = {"type": "setvalue", "expression": "{d} = 1", "setToName": "a", "setValue": 1}
    assert hints(hidden, text("b", visibleIf="{a} = 1"), text("d"), triggers=[trigger]) == [
        ("elements[0]", "never_shown")
    ]


def test_whole_pages():
    pages = [
        {"name": "p1", "visibleIf": "1 = 2", "elements": [text("a", isRequired=True)]},
        {"name": "p2", "elements": []},
        {"name": "p3", "visibleIf": "{c} = 1", "elements": [text("c")]},
    ]
    found = lint(import_definition({"title": "T", "pages": pages}))
    assert [(f.path, f.code) for f in found] == [
        ("pages[0]", "never_shown"),
        ("pages[0].elements[0]", "required_hidden"),
        ("pages[2].visibleIf", "later_answer"),
        ("pages[1]", "empty_page"),
    ]


def test_expressions_everywhere():
    later = text("z")
    choices = [{"value": 1, "visibleIf": "{z} = 1"}, {"value": 2, "enableIf": "{ghost} = 1"}]
    found = hints(
        {**RADIO, "choices": choices, "choicesVisibleIf": "{item} = {z}", "setValueExpression": "{nobody}"},
        text("a", validators=[{"type": "expression", "expression": "{ghost} = 1"}], enableIf="({z} = 1"),
        later,
        triggers=[
            {"type": "skip", "expression": "{nothing} = 1", "gotoName": "nowhere"},
            {"type": "copyvalue", "expression": "{z} = 1", "fromName": "lost", "setToName": "a"},
            {"type": "setvalue", "expression": "{z} = 1", "setValue": 1},
        ],
        calculatedValues=[{"name": "c", "expression": "{missing} + 1"}],
        completedHtmlOnCondition=[{"expression": "{gone} = 1", "html": "x"}],
    )
    assert found == [
        ("elements[0].choicesVisibleIf", "later_answer"),
        ("elements[0].choices[0].visibleIf", "later_answer"),
        ("elements[0].choices[1].enableIf", "unknown_name"),
        ("elements[0].setValueExpression", "unknown_name"),
        ("elements[1].enableIf", "unclosed_bracket"),
        ("elements[1].enableIf", "later_answer"),
        ("elements[1].validators[0].expression", "unknown_name"),
        ("triggers[0].expression", "unknown_name"),
        ("calculatedValues[0].expression", "unknown_name"),
        ("completedHtmlOnCondition[0].expression", "unknown_name"),
        ("triggers[0].gotoName", "unknown_name"),
        ("triggers[1].fromName", "unknown_name"),
        ("triggers[2].setToName", "no_target"),
    ]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{n} > 'x'", "never_equal"),
        ("{day} > 5", "never_equal"),
        ("{yes} = 'sure'", "never_equal"),
        ("{yes} > 1", "never_equal"),
        ("{colour} > 3", "never_equal"),
        ("{many} = 'a'", "list_compared"),
        ("{n} = {day}", "mixed_types"),
        ("{n} > {word}", "mixed_types"),
        ("{yes} > {sure}", "mixed_types"),
        ("{n} > {m}", ""),
        ("{N} > 3", ""),
        ("{day} > '2026-01-01'", ""),
        ("{yes} = true", ""),
        ("{many} contains 'a'", ""),
        ("{many} contains {word}", ""),
        ("{day} <= today()", ""),
    ],
)
def test_comparisons(condition, code):
    found = hints(
        text("n", inputType="number"),
        text("m", inputType="number"),
        text("day", inputType="date"),
        text("word"),
        {"type": "boolean", "name": "yes", "title": "Yes?"},
        {"type": "boolean", "name": "sure", "title": "Sure?"},
        {**RADIO, "name": "colour", "choices": ["red", "blue"]},
        {"type": "checkbox", "name": "many", "title": "M", "choices": ["a", "b"]},
        text("last", enableIf=condition),
    )
    assert found == ([("elements[8].enableIf", code)] if code else [])


def test_pieces():
    picker = {"type": "imagepicker", "name": "pick", "title": "P"}
    picture = {"value": "x", "imageLink": "https://example.org/x.png"}
    found = hints(
        {"type": "radiogroup", "name": "a", "choices": ["x", "x", {"value": "y", "text": "Same"}, "z|Same"]},
        text("A", isRequired=True, readOnly=True),
        {**picker, "choices": [picture]},
        {"type": "image", "name": "i", "imageLink": "https://example.org/x.png"},
        {"type": "boolean", "name": "b", "label": "Sure"},
        {"type": "matrix", "name": "m", "title": "M", "columns": [1]},
        {"type": "dropdown", "name": "d", "title": "D"},
        title="",
    )
    assert found == [
        ("elements[1]", "required_read_only"),
        ("title", "untitled_survey"),
        ("elements[0]", "no_title"),
        ("elements[0].choices[1]", "duplicate_value"),
        ("elements[0].choices[3]", "duplicate_text"),
        ("elements[1]", "alike_names"),
        ("elements[2].choices[0]", "no_alt_text"),
        ("elements[3].altText", "no_alt_text"),
        ("elements[5]", "no_choices"),
        ("elements[6]", "no_choices"),
    ]


SCALES = [
    (["Very poor", "Poor", "Fair", "Good", "Very good"], True),
    (["Poor", "Fair", "Good", "Very good", "Excellent"], False),
    (["Excellent", "Very good", "Good"], False),
    (["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"], True),
    (["Satisfied", "Very satisfied", "Dissatisfied"], False),
    (["Never", "Sometimes", "Often"], True),
    (["Good food", "A nice room", "Parking"], True),
    (["非常不满意", "不满意", "一般", "满意", "非常满意"], True),
    (["一般", "满意", "很满意", "非常满意"], False),
    (["差", "一般", "好", "很好"], False),
    (["不太同意", "说不清", "比较同意"], True),
    (["解决了", "部分解决", "没有解决"], True),
]


@pytest.mark.parametrize(("labels", "is_fair"), SCALES)
def test_labels_that_lean(labels, is_fair):
    entries = [{"value": i, "text": label} for i, label in enumerate(labels)]
    found = hints(
        {"type": "radiogroup", "name": "a", "title": "A", "choices": labels},
        {"type": "rating", "name": "b", "title": "B", "rateValues": entries},
        {"type": "matrix", "name": "c", "title": "C", "rows": ["r"], "columns": entries},
    )
    places = ["elements[0].choices", "elements[1].rateValues", "elements[2].columns"]
    assert found == ([] if is_fair else [(place, "leading_labels") for place in places])


@pytest.mark.parametrize(
    ("ends", "codes"),
    [
        ({"minRateDescription": "Good", "maxRateDescription": "Excellent"}, ["one_sided_ends"]),
        ({"minRateDescription": "满意", "maxRateDescription": "非常满意"}, ["one_sided_ends"]),
        ({"minRateDescription": "not at all likely", "maxRateDescription": "extremely likely"}, []),
        ({"maxRateDescription": "非常可能"}, ["one_end_named"]),
        ({"title": "How great was it?"}, ["leading_title"]),
        ({"title": "您不觉得它很好吗？"}, ["leading_title"]),
    ],
)
def test_ends_and_titles(ends, codes):
    assert [code for _, code in hints({**SCORE, **ends})] == codes


def test_texts_without_a_language_that_others_have():
    choices = [{"value": 1, "text": {"default": "One", "de": "Eins"}}, {"value": 2, "text": "Two"}]
    found = hints(
        {**RADIO, "title": {"default": "Q", "de": "F"}, "choices": choices},
        text("a", validators=[{"type": "numeric", "text": "A number"}]),
        title={"default": "T", "de": "T"},
        completedHtmlOnCondition=[{"expression": "{q} = 1", "html": "Bye"}],
    )
    assert found == [
        ("completedHtmlOnCondition", "missing_translation"),
        ("elements[0]", "missing_translation"),
        ("elements[1]", "missing_translation"),
    ]


def test_two_thousand_choices():
    many = [{"value": i, "text": f"Choice {i}"} for i in range(2000)]
    assert hints({**RADIO, "choices": many}) == []
