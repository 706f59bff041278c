"""An XLSForm becomes a survey; what has no counterpart is named by sheet and row, all at once."""

import pytest

from surveys.rules.definition import Refused
from surveys.rules.exchange.xlsform.importing import import_xlsform
from surveys.rules.exchange.xlsform.tokens import NotCarried
from surveys.rules.exchange.xlsform.xpath import translated
from surveys.rules.expressions import parse

KINDS = {"a": "one", "m": "many", "n": "number", "t": "text", "b": "boolean"}


def brought(md):
    return import_xlsform(md.encode(), ".md")


def refused(md):
    with pytest.raises(Refused) as caught:
        brought(md)
    return [(finding.path, finding.code) for finding in caught.value.findings]


WHOLE = """
| survey |
| | type | name | label::English (en) | label::中文 (zh) | relevant | required | constraint | constraint_message | appearance | parameters | choice_filter | hint::English (en) | calculation | default |
| | start | start |
| | text | q1 | Hello | 你好 | | yes | regex(., 'a.*') | Begin with a. | multiline | rows=3 | | Say it. |
| | begin group | g1 | Group | 组 | ${q1} != '' | | | | field-list |
| | select_one c1 or_other | q2 | Pick | 选 | ${q1} = 'a' |
| | select_multiple c1 | q3 | After ${q1} | 选 | | | count-selected(.) <= 2 | | minimal | randomize=true | group = ${q1} |
| | end group |
| | range | r | Range | 范围 | | ${q1} = 'a' | | | | start=0 end=10 |
| | rank c1 | order | Rank | 排序 |
| | note | n | 1 < 2 | 注 |
| | calculate | twice | | | | | | | | | | | ${r} * 2 |
| | integer | i | Whole | 整数 | | | . >= 1 and . <= 9 | | | | | | | 5 |
| choices |
| | list_name | name | label::English (en) | label::中文 (zh) | group |
| | c1 | a | A | 甲 | x |
| | c1 | b | B | 乙 | y |
| settings |
| | form_title | form_id | default_language |
| | My form | mine | English (en) |
"""  # noqa: E501


def test_a_whole_form():
    found = brought(WHOLE)
    both = lambda en, zh: {"default": en, "zh-cn": zh}  # noqa: E731
    choices = [{"value": "a", "text": both("A", "甲")}, {"value": "b", "text": both("B", "乙")}]
    filtered = [choices[0] | {"visibleIf": "'x' = {q1}"}, choices[1] | {"visibleIf": "'y' = {q1}"}]
    assert found.definition == {
        "title": "My form",
        "pages": [
            {"name": "page_1", "elements": [
                {"type": "comment", "rows": 3, "name": "q1", "title": both("Hello", "你好"), "description": "Say it.",
                 "isRequired": True,
                 "validators": [{"type": "regex", "regex": "^(?:a.*)$", "text": "Begin with a."}]},
            ]},
            {"name": "g1", "title": both("Group", "组"), "visibleIf": "{q1} notempty", "elements": [
                {"type": "radiogroup", "choices": choices, "showOtherItem": True, "name": "q2",
                 "title": both("Pick", "选"), "visibleIf": "{q1} = 'a'"},
                {"type": "tagbox", "choices": filtered, "choicesOrder": "random", "name": "q3",
                 "title": both("After {q1}", "选"),
                 "validators": [{"type": "expression", "expression": "{q3} empty or (count({q3}) <= 2)"}]},
            ]},
            {"name": "page_3", "elements": [
                {"type": "rating", "rateMin": 0, "rateMax": 10, "name": "r", "title": both("Range", "范围"),
                 "requiredIf": "{q1} = 'a'"},
                {"type": "ranking", "choices": choices, "name": "order", "title": both("Rank", "排序")},
                {"type": "html", "html": both("1 &lt; 2", "注"), "name": "n"},
                {"type": "text", "inputType": "number", "step": 1, "name": "i", "title": both("Whole", "整数"),
                 "min": 1, "max": 9, "defaultValue": 5},
            ]},
        ],
        "calculatedValues": [{"name": "twice", "expression": "{r} * 2"}],
    }  # fmt: skip
    assert [(left.path, left.params["name"]) for left in found.left] == [
        ("settings row 2", "form_id"),
        ("survey row 2", "start start"),
    ]


def test_everything_is_refused_at_once():
    md = """
    | survey |
    | | type | name | label | relevant | calculation |
    | | geopoint | where | Where? |
    | | text | q | Q | string-length(${n}) > 2 |
    | | image | photo | Photo |
    | | begin repeat | each | Each |
    | | integer | n | N |
    | | end repeat |
    | | text | made | Made | | 1 + 1 |
    """
    assert refused(md) == [
        ("survey row 2", "foreign_type"),
        ("survey row 3", "foreign_expression"),
        ("survey row 4", "foreign_type"),
        ("survey row 5", "foreign_type"),
        ("survey row 8", "foreign_column"),
    ]


def test_pyxforms_words_are_passed_on():
    with pytest.raises(Refused) as caught:
        brought("| survey |\n| | type | name | label |\n| | text | a b | A |\n")
    [finding] = caught.value.findings
    assert finding.code == "as_said"
    assert "the 'name' value is invalid" in finding.message
    assert "row" in finding.path


def test_a_refusal_that_only_names_a_question_tells_its_row():
    md = "| survey |\n| | type | name | label |\n| | text | good | Q |\n| | text | bare | |\n"
    with pytest.raises(Refused) as caught:
        brought(md)
    [finding] = caught.value.findings
    assert (finding.path, "'bare' has no label" in finding.message) == ("survey row 3", True)


def test_two_of_one_name():
    group = "| | begin group | {0} | {0} |\n| | text | q | Q |\n| | end group |\n"
    md = "| survey |\n| | type | name | label |\n" + group.format("g1") + group.format("g2")
    assert refused(md) == [("survey row 6", "taken_name")]


def test_what_our_profile_refuses_is_told_by_row():
    md = "| survey |\n| | type | name | label | constraint |\n| | text | q | Q | regex(., '(?<a>b') |\n"
    assert refused(md) == [("survey row 2", "as_said")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 500, b"\xff" * 100, b"{}", b"<a/>"])
@pytest.mark.parametrize("kind", [".xlsx", ".xls"])
def test_files_that_are_none(content, kind):
    with pytest.raises(Refused):
        import_xlsform(content, kind)


@pytest.mark.parametrize(
    ("xpath", "ours"),
    [
        ("${a} = 'x'", "{a} = 'x'"),
        ("selected(${a}, 'x')", "{a} = 'x'"),
        ("selected(${m}, 'x')", "{m} contains 'x'"),
        ("not(selected(${m}, 'x')) and ${n} > 1", "!({m} contains 'x') and ({n} > 1)"),
        ("${t} = ''", "{t} empty"),
        ("'' != ${t}", "{t} notempty"),
        ("${b} = 'true'", "{b} = true"),
        ("selected(${b}, 'false')", "{b} = false"),
        ("${n} div 2 + 1 = 3 mod 2", "(({n} / 2) + 1) = (3 % 2)"),
        ("(${n} + 1) * 2", "({n} + 1) * 2"),
        ("if(${n} > 0.50, 'a', \"it's\")", "iif({n} > 0.5, 'a', 'it\\'s')"),
        ("coalesce(${t}, 'none')", "iif({t} empty, 'none', {t})"),
        ("count-selected(${m}) < 3", "count({m}) < 3"),
        ("-1 < ${n}", "-1 < {n}"),
        ("today() >= ${t}", "today() >= {t}"),
        ("${n} > 1234567", "{n} > 1234567"),
        ("true() or false()", "true or false"),
    ],
)
def test_expressions(xpath, ours):
    assert translated(xpath, KINDS) == ours
    parse(ours)


@pytest.mark.parametrize(
    "xpath",
    ["${z} = 1", "pulldata('a', 'b', 'c', 'd')", "../a", "/data/a", "position(..)", "${m} = 'x'", "selected(${t}, 'x')",
     "${a} =", "(", "", "a", ".", "concat('a', 'b')", "'it\\'s'", "${last-saved#a} = 1", "(" * 500, "${n} " * 5000],
)  # fmt: skip
def test_expressions_that_have_no_counterpart(xpath):
    with pytest.raises(NotCarried):
        translated(xpath, KINDS)


@pytest.mark.parametrize(
    ("constraint", "checks"),
    [
        ("string-length(.) = 10", [{"type": "text", "minLength": 10, "maxLength": 10}]),
        ("string-length(.) > 4", [{"type": "text", "minLength": 5}]),
        ("string-length(.) < 9 and string-length( . ) >= 2",
         [{"type": "text", "maxLength": 8}, {"type": "text", "minLength": 2}]),
        ("string-length(.) <= 3 and regex(., '[a-z and]+')",
         [{"type": "text", "maxLength": 3}, {"type": "regex", "regex": "^(?:[a-z and]+)$"}]),
        ("regex(., 'a') and . != 'b'",
         [{"type": "regex", "regex": "^(?:a)$"}, {"type": "expression", "expression": "{q} empty or ({q} != 'b')"}]),
        (". != 'a' and . != 'b'",
         [{"type": "expression", "expression": "{q} empty or (({q} != 'a') and ({q} != 'b'))"}]),
    ],
)  # fmt: skip
def test_constraints_on_length_and_pattern(constraint, checks):
    md = f"| survey |\n| | type | name | label | constraint |\n| | text | q | Q | {constraint} |\n"
    [question] = import_xlsform(md.encode(), ".md").definition["pages"][0]["elements"]
    assert question["validators"] == checks


def test_a_length_beside_an_alternative_is_refused():
    md = "| survey |\n| | type | name | label | constraint |\n| | text | q | Q | string-length(.) = 5 or . = 'x' |\n"
    with pytest.raises(Refused) as refused:
        import_xlsform(md.encode(), ".md")
    assert [finding.code for finding in refused.value.findings] == ["foreign_expression"]


def test_languages_by_their_names():
    md = "| survey |\n| | type | name | label::English | label::Kiswahili | label::中文 | label::Nepali |\n"
    md += "| | text | q | Q | S | 问 | N |\n"
    definition = import_xlsform(md.encode(), ".md").definition
    [question] = definition["pages"][0]["elements"]
    assert question["title"] == {"default": "Q", "sw": "S", "zh-cn": "问", "ne": "N"}
