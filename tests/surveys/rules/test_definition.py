"""Definitions are imported whole or refused with everything found."""

import pytest

from surveys.rules import Refused, import_definition


def findings(data):
    with pytest.raises(Refused) as refused:
        import_definition(data)
    return [(finding.path, finding.code) for finding in refused.value.findings]


def test_everything_wrong_is_named_at_once():
    assert findings(
        {
            "pages": [
                {
                    "elements": [
                        {"type": "text", "name": "a", "visibleIf": "{b} ="},
                        {"type": "paneldynamic", "name": "b"},
                        {"type": "radiogroup", "name": "c", "choices": [{"text": "no value"}], "colour": "red"},
                    ]
                }
            ],
            "triggers": [{"type": "screenout", "expression": "1"}],
            "timeLimit": 60,
        }
    ) == [
        ("timeLimit", "unsupported_property"),
        ("pages[0].elements[0].visibleIf", "bad_expression"),
        ("pages[0].elements[1].type", "unknown_type"),
        ("pages[0].elements[2].choices[0]", "missing_property"),
        ("pages[0].elements[2].colour", "unknown_property"),
        ("triggers[0].type", "unknown_trigger"),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([], [("", "not_json")]),
        ({"elements": {}}, [("elements", "not_a_list")]),
        ({"elements": ["a"]}, [("elements[0]", "not_an_object")]),
        ({"elements": [{"name": "a"}]}, [("elements[0]", "missing_type")]),
        ({"elements": [{"type": "text"}]}, [("elements[0]", "missing_name")]),
        ({"title": ["x"]}, [("title", "not_a_text")]),
        (
            {"elements": [{"type": "text", "name": "a", "visibleIf": "secret({a})"}]},
            [("elements[0].visibleIf", "unknown_function")],
        ),
        (
            {"elements": [{"type": "text", "name": "a", "validators": [{"type": "regex", "regex": "("}]}]},
            [("elements[0].validators[0].regex", "bad_pattern")],
        ),
        (
            {"elements": [{"type": "dropdown", "name": "a", "choicesByUrl": {"url": "x"}}]},
            [("elements[0].choicesByUrl", "unsupported_property")],
        ),
    ],
)
def test_refusals_name_place_and_reason(data, expected):
    assert findings(data) == expected


def test_size_and_depth_are_bounded():
    assert findings({"title": "x" * 1_100_000}) == [("", "too_large")]
    deep = {"type": "text", "name": "a"}
    for _ in range(20):
        deep = {"type": "panel", "elements": [deep]}
    assert [code for _, code in findings({"elements": [deep]})] == ["too_deep"]
    many = [{"type": "text", "name": f"q{i}"} for i in range(1_001)]
    assert [code for _, code in findings({"elements": many})] == ["too_large"]


def test_aliases_and_legacy_forms_are_understood():
    definition = import_definition(
        {
            "questions": [
                {"type": "radiogroup", "name": "#a ", "hasOther": True, "hasComment": True, "choices": ["x|Ex"]},
                {"type": "dropdown", "name": "b", "optionsCaption": "Pick", "choicesMin": 1, "choicesMax": 3},
                {"type": "matrix", "name": "m", "isAllRowRequired": True, "columns": [1], "rows": [1]},
            ],
            "firstPageIsStarted": True,
            "triggers": [{"type": "complete", "name": "a", "operator": "equal", "value": "x"}],
        }
    )
    a, b, m = definition.questions()
    assert (a.name, a.has_other, a.has_comment, a.choices[0].text.choose("")) == ("a", True, True, "Ex")
    assert (b.placeholder.choose(""), m.is_each_row_required, definition.first_page_is_start) == ("Pick", True, True)
    assert definition.triggers[0].expression.source == "{a} equal 'x'"


def test_cosmetic_properties_are_carried_without_effect():
    definition = import_definition({"width": "9em", "elements": [{"type": "text", "name": "a", "minWidth": "1px"}]})
    assert definition.cosmetic == {"width": "9em"}
    assert definition.question("a").cosmetic == {"minWidth": "1px"}


def test_texts_speak_several_languages():
    title = import_definition({"title": {"default": "Hello", "zh-cn": "你好", "de": "Hallo"}}).title
    assert [title.choose(locale) for locale in ("", "en", "zh-cn", "de-at", "fr")] == [
        "Hello",
        "Hello",
        "你好",
        "Hallo",
        "Hello",
    ]


def test_the_definition_keeps_its_source_word_for_word():
    source = {"elements": [{"type": "text", "name": "a"}]}
    assert import_definition(source).source == source


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " java\nscript:alert(1)", "vbscript:x", "data:text/html,x", "file:///x"]
)
def test_a_picture_comes_from_no_script(address):
    source = {"elements": [
        {"type": "image", "name": "a", "imageLink": address},
        {"type": "image", "name": "b", "imageLink": {"default": "/b.png", "ar": address}},
        {"type": "imagepicker", "name": "c", "choices": [{"value": 1, "imageLink": address}]},
    ]}  # fmt: skip
    with pytest.raises(Refused) as refused:
        import_definition(source)
    assert [finding.path for finding in refused.value.findings] == [
        "elements[0].imageLink",
        "elements[1].imageLink",
        "elements[2].choices[0].imageLink",
    ]


@pytest.mark.parametrize(
    "address", ["", "/x.png", "x.png", "#1", "https://a.example/x", "HTTP://a/x", "data:image/png;base64,AA=="]
)
def test_a_picture_may_come_from_anywhere_else(address):
    import_definition({"elements": [{"type": "image", "name": "a", "imageLink": address}]})
