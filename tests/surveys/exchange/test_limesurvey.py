"""A LimeSurvey file becomes a survey as well as can be, in the older form and in the newer."""

import pytest

from surveys.rules.definition import Refused, import_definition
from surveys.rules.exchange.files import bring
from surveys.rules.exchange.limesurvey.conditions import condition


def table(name, *rows):
    cells = ["".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in row.items()) for row in rows]
    return f"<{name}><fields/><rows>" + "".join(f"<row>{cell}</row>" for cell in cells) + f"</rows></{name}>"


def lss(*tables):
    return ("<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>500</DBVersion>"
            + "".join(tables) + "</document>").encode()  # fmt: skip


def question(qid, kind, title, **more):
    return {"qid": qid, "parent_qid": "0", "gid": "1", "type": kind, "title": title, "question_order": qid} | more


NEW = lss(
    table("surveys", {"language": "en", "additional_languages": "zh-Hans"}),
    table(
        "surveys_languagesettings",
        {"surveyls_language": "en", "surveyls_title": "Lunch &amp; more", "surveyls_endtext": "<p>Thanks</p>"},
        {"surveyls_language": "zh-Hans", "surveyls_title": "午餐"},
    ),
    table("groups", {"gid": "1", "group_order": "1"}),
    table("group_l10ns", {"gid": "1", "group_name": "First", "language": "en"}),
    table(
        "questions",
        question("2", "M", "many", other="Y", relevance='((one.NAOK == "A1"))'),
        question("1", "L", "one", mandatory="Y", relevance="1"),
        question("3", "F", "grid", relevance='many_SQ1.NAOK == "Y" and !is_empty(one.NAOK)'),
        question("4", "|", "upload"),
        question("5", "T", "why", relevance="strlen(one) > 3"),
        question("6", "Y", "sure"),
        question("7", "X", "note"),
    ),
    table(
        "question_l10ns",
        {"qid": "1", "question": "<p>Which <b>one</b>?</p>", "help": "Choose.", "language": "en"},
        {"qid": "1", "question": "哪一个？", "language": "zh-Hans"},
        {"qid": "2", "question": "Beside {one.shown}?", "language": "en"},
        {"qid": "7", "question": "<p>Hello</p>", "language": "en"},
        {"qid": "21", "question": "Soup", "language": "en"},
        {"qid": "31", "question": "Speed", "language": "en"},
    ),
    table(
        "subquestions", {"qid": "21", "parent_qid": "2", "title": "SQ1"}, {"qid": "31", "parent_qid": "3", "title": "S"}
    ),
    table(
        "answers",
        {"qid": "1", "aid": "9", "code": "A2", "sortorder": "2"},
        {"qid": "1", "aid": "8", "code": "A1", "sortorder": "1"},
        {"qid": "3", "aid": "7", "code": "G", "sortorder": "1"},
    ),
    table(
        "answer_l10ns",
        {"aid": "8", "answer": "Rice", "language": "en"},
        {"aid": "8", "answer": "米饭", "language": "zh-Hans"},
        {"aid": "9", "answer": "Bread", "language": "en"},
        {"aid": "7", "answer": "Good", "language": "en"},
    ),
    table(
        "question_attributes",
        {"qid": "2", "attribute": "max_answers", "value": "2"},
        {"qid": "2", "attribute": "hide_tip", "value": "1"},
    ),
    table("quota", {"id": "1"}),
)


def test_the_newer_form():
    found = bring("lunch.lss", NEW)
    import_definition(found.definition)
    assert found.definition == {
        "title": {"default": "Lunch & more", "zh-cn": "午餐"},
        "completedHtml": "<p>Thanks</p>",
        "pages": [
            {
                "name": "group_1",
                "title": "First",
                "elements": [
                    {
                        "type": "radiogroup",
                        "choices": [
                            {"value": "A1", "text": {"default": "Rice", "zh-cn": "米饭"}},
                            {"value": "A2", "text": "Bread"},
                        ],
                        "name": "one",
                        "title": {"default": "Which one?", "zh-cn": "哪一个？"},
                        "description": "Choose.",
                        "isRequired": True,
                    },
                    {
                        "type": "checkbox",
                        "choices": [{"value": "SQ1", "text": "Soup"}],
                        "name": "many",
                        "title": "Beside {one}?",
                        "showOtherItem": True,
                        "maxSelectedChoices": 2,
                        "visibleIf": '( ( {one} = "A1" ) )',
                    },
                    {
                        "type": "matrix",
                        "columns": [{"value": "G", "text": "Good"}],
                        "rows": [{"value": "S", "text": "Speed"}],
                        "name": "grid",
                        "visibleIf": "{many} contains 'SQ1' and {one} notempty",
                    },
                    {"type": "comment", "name": "why"},
                    {"type": "boolean", "valueTrue": "Y", "valueFalse": "N", "name": "sure"},
                    {"type": "html", "name": "note", "html": "<p>Hello</p>"},
                ],
            }
        ],
    }
    assert [(left.path, *left.params.values()) for left in found.left] == [
        ("question upload", "file upload"),
        ("question why", "relevance strlen(one) > 3"),
        ("quota", "1 × quota"),
    ]


def test_the_older_form():
    old = lss(
        table("surveys", {"language": "zh-Hans"}),
        table("groups", {"gid": "1", "group_order": "1", "group_name": "One", "language": "zh-Hans"}),
        table(
            "questions",
            question("1", "5", "q", question="打分", language="zh-Hans"),
            question("1", "5", "q", question="Rate", language="en"),
            question("2", "Q", "m", question="M", language="zh-Hans"),
        ),
        table("subquestions", {"qid": "8", "parent_qid": "2", "title": "a", "question": "甲", "language": "zh-Hans"}),
    )
    found = bring("old.lss", old).definition
    assert found["locale"] == "zh-cn"
    assert found["pages"][0]["elements"] == [
        {"type": "rating", "rateMin": 1, "rateMax": 5, "name": "q", "title": {"default": "打分", "en": "Rate"}},
        {"type": "multipletext", "items": [{"name": "a", "title": "甲"}], "name": "m", "title": "M"},
    ]


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><document>&c;</document>'
DEEP = b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>" + b"<a>" * 30 + b"</a>" * 30 + b"</document>"
OUTSIDE = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>'


@pytest.mark.parametrize(
    "content",
    [b"", b"<a", b"<a/>", BOMB, DEEP, OUTSIDE, b"\xff\xfe", b"<document>" * 50_000, b" " * 3_000_000,
     b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", lss(table("groups", {"gid": "1"}),
     table("questions", question("1", "S", "q"), question("2", "S", "q")))],
)  # fmt: skip
def test_what_is_no_survey(content):
    with pytest.raises(Refused):
        bring("x.lss", content)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1", ""),
        ("", ""),
        ("a.NAOK >= 3 and a.NAOK < 5", "{a} >= 3 and {a} < 5"),
        ('a == "x" || is_empty(a.NAOK)', '{a} = "x" or {a} empty'),
        ('m_X.NAOK != "Y"', "{m} notcontains 'X'"),
        ("m == 'x'", None),
        ("b == 1", None),
        ("count(a) > 1", None),
        ("a ==", None),
        ('m_X_1.NAOK == "Y"', None),
        ("!is_empty(m_X.NAOK)", "{m} contains 'X'"),
        ('x_R1.NAOK == "A1"', '{x.R1} = "A1"'),
        ("is_empty(x_R1)", "{x.R1} empty"),
        ('x_R1 == "Y"', "{x.R1} = 'Y'"),
        ("g_R1_C2.NAOK > 3", "{g_R1.C2} > 3"),
        ('d_R1_0 == "A1" and d_R1_1 == "A2"', '{d_1.R1} = "A1" and {d_2.R1} = "A2"'),
        ("sum(a.NAOK, x_R1) > 3", "sum( {a} , {x.R1} ) > 3"),
        ("x > 1", None),
        ("g_R1 > 1", None),
        ("d_R1_2 == 1", None),
    ],
)
def test_conditions(source, said):
    kinds = {"a": "one", "m": "many", "x": "matrix", "g": "grid", "d": "scales"}
    assert condition(source, kinds) == said
