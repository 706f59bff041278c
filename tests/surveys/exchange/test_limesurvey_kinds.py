"""What LimeSurvey keeps beside plain questions: tables, settings, defaults, older conditions; the rest is named."""

import pytest
from django.utils.translation import override

from surveys.actions.words.told import in_words
from surveys.rules.definition import import_definition
from surveys.rules.exchange.files import bring
from surveys.rules.exchange.limesurvey.conditions import older
from tests.surveys.exchange.test_limesurvey import lss, question, table


def part(qid, parent, title, scale="0", **more):
    return {"qid": qid, "parent_qid": parent, "title": title, "scale_id": scale, "question_order": qid} | more


def answer(qid, code, scale="0"):
    return {"qid": qid, "code": code, "answer": code, "language": "en", "sortorder": "1", "scale_id": scale}


def attribute(name, value, qid="1", language=""):
    return {"qid": qid, "attribute": name, "value": value, "language": language}


def brought(*tables):
    """The questions of the one page, by name, and what was left."""
    first = table("surveys", {"language": "en"}), table("groups", {"gid": "1", "group_order": "1"})
    found = bring("a.lss", lss(*first, *tables))
    import_definition(found.definition)
    elements = {element["name"]: element for element in found.definition["pages"][0]["elements"]}
    return elements, [(left.path, *left.params.values()) for left in found.left]


def one(kind, *tables, **more):
    elements, left = brought(table("questions", question("1", kind, "q", **more)), *tables)
    return elements.get("q"), left


ROWS = part("11", "1", "R1"), part("12", "1", "R2")
COLUMNS = part("13", "1", "C1", "1"), part("14", "1", "C2", "1")
TABLE = table("subquestions", *ROWS, *COLUMNS)


def test_a_table_of_texts_is_a_question_a_row():
    made, left = one(";", TABLE, mandatory="Y")
    lines = [{"name": "C1", "title": "C1"}, {"name": "C2", "title": "C2"}]
    rows = [{"name": f"q_R{n}", "title": f"R{n}", "type": "multipletext", "items": lines, "isRequired": True}
            for n in (1, 2)]  # fmt: skip
    assert (made, left) == ({"type": "panel", "elements": rows, "name": "q"}, [])


def test_a_table_of_numbers_keeps_its_bounds():
    bounds = table("question_attributes", attribute("multiflexible_min", "0"), attribute("multiflexible_max", "9"))
    made, left = one(":", TABLE, bounds)
    assert made["elements"][0]["items"][0] == {"name": "C1", "title": "C1", "inputType": "number", "min": 0, "max": 9}
    assert left == []


def test_a_table_of_ticks_is_a_question_a_row():
    made, left = one(":", TABLE, table("question_attributes", attribute("multiflexible_checkbox", "1")))
    assert [(row["type"], row["name"]) for row in made["elements"]] == [("checkbox", "q_R1"), ("checkbox", "q_R2")]
    assert [choice["value"] for choice in made["elements"][0]["choices"]] == ["C1", "C2"]
    assert left == []


def test_two_scales_are_two_matrices():
    heads = table("question_attributes", attribute("dualscale_headerA", "How good?", language="en"))
    made, left = one("1", TABLE, table("answers", answer("1", "A"), answer("1", "B", "1")), heads)
    first, second = made["elements"]
    assert (first["name"], first["title"], [c["value"] for c in first["columns"]]) == ("q_1", "How good?", ["A"])
    assert (second["name"], second["titleLocation"], [c["value"] for c in second["columns"]]) == (
        "q_2",
        "hidden",
        ["B"],
    )
    assert [row["value"] for row in second["rows"]] == ["R1", "R2"]
    assert left == []


def test_an_array_by_column_asks_the_same():
    made, left = one("H", TABLE, table("answers", answer("1", "A")))
    assert (made["type"], [row["value"] for row in made["rows"]], left) == ("matrix", ["R1", "R2"], [])


def test_comments_beside_options_are_named():
    made, left = one("P", TABLE)
    assert (made["type"], left) == ("checkbox", [("question q", "comments beside the options")])


def test_what_is_not_asked_is_told_in_the_readers_language():
    first = table("surveys", {"language": "en"}), table("groups", {"gid": "1", "group_order": "1"})
    asked = table("questions", question("1", "|", "file"), question("2", "S", "q"))
    [left] = bring("a.lss", lss(*first, asked)).left
    with override("zh-hans"):
        assert in_words(left) == "未导入：文件上传题"


def test_an_equation_is_named_with_its_words():
    words = table("question_l10ns", {"qid": "1", "question": "{if(a > 1, 2, 3)}", "language": "en"})
    assert one("*", words) == (None, [("question q", "equation"), ("question q", "{if(a > 1, 2, 3)}")])


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        ("S", "hidden", "1", {"visible": False}),
        ("S", "maximum_chars", "80", {"maxLength": 80}),
        ("T", "display_rows", "9", {"rows": 9}),
        ("M", "min_answers", "1", {"minSelectedChoices": 1}),
        ("N", "min_num_value_n", "-2.5", {"min": -2.5}),
        ("N", "num_value_int_only", "1", {"step": 1}),
        ("D", "date_min", "2026-01-31", {"min": "2026-01-31"}),
        ("D", "date_format", "yyyy-mm-dd HH:MM", {"inputType": "datetime-local"}),
        ("M", "random_order", "1", {"choicesOrder": "random"}),
        ("F", "subquestion_order", "random", {"rowsOrder": "random"}),
        ("!", "alphasort", "1", {"choicesOrder": "asc"}),
        ("S", "statistics_showgraph", "1", {}),
        ("S", "save_as_default", "N", {}),
    ],
)
def test_settings_of_a_question_with_a_counterpart(kind, name, value, said):
    plain, _left = one(kind, TABLE)
    made, left = one(kind, TABLE, table("question_attributes", attribute(name, value)))
    assert (made, left) == (plain | said, [])


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [("S", "prefix", "€"), ("R", "max_answers", "2"), ("S", "maximum_chars", "many"), ("N", "max_num_value_n", "{a}"),
     ("S", "em_validation_q", "q > 1"), ("L", "time_limit", "9"), ("D", "date_format", "yyyy"),
     ("F", "array_filter", "nobody"), ("S", "random_order", "1")],
)  # fmt: skip
def test_settings_without_a_counterpart_are_named(kind, name, value):
    plain, _left = one(kind, TABLE)
    assert one(kind, TABLE, table("question_attributes", attribute(name, value))) == (
        plain,
        [("question q", f"{name} = {value}")],
    )


def test_what_was_picked_before_filters_rows_and_options():
    questions = table("questions", question("1", "M", "q"), question("2", "F", "grid"), question("3", "M", "beside"))
    filters = (attribute("array_filter", "q", "2"), attribute("array_filter_exclude", "q", "3"),
               attribute("exclude_all_others", "R2"))  # fmt: skip
    found, left = brought(questions, TABLE, table("question_attributes", *filters))
    assert found["grid"]["rowsVisibleIf"] == "{q} contains {item}"
    assert found["beside"]["choicesVisibleIf"] == "{q} notcontains {item}"
    assert [choice.get("isExclusive") for choice in found["q"]["choices"]] == [None, True]
    assert left == []


def test_patterns_that_can_be_checked_by_are():
    made, left = one("S", preg="/^[a-z]{2,5}$/i")
    assert made["validators"] == [{"type": "regex", "regex": "^[a-z]{2,5}$", "caseInsensitive": True}]
    assert left == []
    assert one("S", preg="/(?<!/")[1] == [("question q", "preg /(?<!/")]
    assert one("S", preg="plain")[1] == [("question q", "preg plain")]


def test_options_rows_and_words_for_other():
    rows = table("subquestions", part("11", "1", "R1", relevance='a == "x"'), part("12", "1", "R2", relevance="f(1)"))
    other = table("question_attributes", attribute("other_replace_text", "Else", language="en"))
    questions = table("questions", question("1", "M", "q", other="Y"), question("2", "S", "a"))
    found, left = brought(questions, rows, other)
    assert [choice.get("visibleIf") for choice in found["q"]["choices"]] == ['{a} = "x"', None]
    assert (found["q"]["showOtherItem"], found["q"]["otherText"]) == (True, "Else")
    assert left == [("question q R2", "relevance f(1)")]


def default(value, sqid="0", **more):
    return {"qid": "1", "scale_id": "0", "sqid": sqid, "language": "en", "defaultvalue": value} | more


@pytest.mark.parametrize(
    ("kind", "rows", "said", "left"),
    [
        ("S", [default("Hi")], "Hi", []),
        ("N", [default("3")], 3, []),
        ("5", [default("4")], 4, []),
        ("Y", [default("Y")], "Y", []),
        ("D", [default("2026-02-03")], "2026-02-03", []),
        ("M", [default("Y", "11"), default("Y", "12")], ["R1", "R2"], []),
        ("S", [default("{a}")], None, [("question q", "defaultvalue = {a}")]),
        ("N", [default("three")], None, [("question q", "defaultvalue = three")]),
        ("L", [default("gone")], None, [("question q", "defaultvalue = gone")]),
        ("Q", [default("x", "11")], None, [("question q", "defaultvalue = x")]),
        ("S", [default("Hallo", language="de")], None, []),
    ],
)
def test_defaults(kind, rows, said, left):
    made, found = one(kind, TABLE, table("defaultvalues", *rows))
    assert (made.get("defaultValue"), found) == (said, left)


def test_defaults_whose_words_stand_beside():
    rows = table("defaultvalues", {"dvid": "7", "qid": "1", "sqid": "0", "scale_id": "0"})
    words = table("defaultvalue_l10ns", {"dvid": "7", "language": "en", "defaultvalue": "Hi"})
    assert one("S", rows, words)[0]["defaultValue"] == "Hi"


def old(field, value, qid="1", method="==", scenario="1"):
    return {"qid": "9", "cqid": qid, "cfieldname": field, "method": method, "value": value, "scenario": scenario}


NAMED = {"1": "a", "2": "m", "3": "x"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([old("5X6X1", "A1")], "({a} = 'A1')"),
        ([old("5X6X1", "A1"), old("5X6X1", "A2")], "({a} = 'A1' or {a} = 'A2')"),
        ([old("5X6X1", "A1"), old("+5X6X2SQ1", "Y", "2")], "({a} = 'A1') and ({m} contains 'SQ1')"),
        ([old("5X6X1", "A1"), old("5X6X3R1", "3", "3", ">", "2")], "(({a} = 'A1')) or (({x.R1} > '3'))"),
        ([old("5X6X1", "^x", method="RX")], None),
        ([old("{TOKEN:A}", "1", "0")], None),
        ([old("5X6X1", "@5X6X2@")], None),
        ([old("5X6X1", "it's")], None),
    ],
)
def test_conditions_in_a_table_of_their_own(rows, said):
    assert older(rows, NAMED, {"a": "one", "m": "many", "x": "matrix"}) == said


def test_older_conditions_stand_in_only_where_there_is_no_expression():
    questions = (question("1", "S", "a"), question("8", "S", "b", relevance='a == "B"'), question("9", "S", "c"))
    rows = old("5X6X1", "A1"), old("5X6X1", "A1") | {"qid": "8"}
    found, left = brought(table("questions", *questions), table("conditions", *rows))
    assert (found["b"]["visibleIf"], found["c"]["visibleIf"]) == ('{a} = "B"', "({a} = 'A1')")
    assert left == []
    _found, left = brought(table("questions", *questions), table("conditions", old("5X6X1", "^x", method="RX")))
    assert left == [("question c", "1 × conditions")]


def test_words_say_what_is_lost_in_them():
    words = "Dear {TOKEN:FIRSTNAME}, <img src='x.png'>you said {x_R1.shown}, { not this }<br>and {many}{gone}"
    questions = table("questions", question("1", "S", "q"), question("2", "F", "x"), question("3", "M", "many"))
    found, left = brought(questions, table("question_l10ns", {"qid": "1", "question": words, "language": "en"}))
    said = "Dear {TOKEN:FIRSTNAME}, you said {x.R1}, { not this }\nand {many}{gone}"
    assert found["q"]["title"] == said
    assert left == [("question q", name) for name in ("<img>", "{TOKEN:FIRSTNAME}", "{gone}")]


def test_what_stands_around_the_questions():
    words = {"surveyls_language": "en", "surveyls_welcometext": "<p>Hello</p>", "surveyls_url": "https://x.example"}
    survey = {"language": "en", "format": "S", "allowprev": "N", "anonymized": "Y", "expires": "2027-01-01"}
    group = {"gid": "1", "group_order": "1", "description": "About you", "language": "en", "randomization_group": "r"}
    found = bring(
        "a.lss",
        lss(
            table("surveys", survey),
            table("surveys_languagesettings", words),
            table("groups", group),
            table("questions", question("1", "S", "welcome")),
            table("quota", {"id": "1", "name": "Women", "qlimit": "50"}),
            table("assessments", {"id": "1"}),
        ),
    )
    import_definition(found.definition)
    assert found.definition == {
        "questionsOnPageMode": "questionPerPage",
        "showPrevButton": False,
        "firstPageIsStarted": True,
        "pages": [
            {"name": "start", "elements": [{"type": "html", "name": "welcome_text", "html": "<p>Hello</p>"}]},
            {"name": "group_1", "description": "About you", "elements": [{"type": "text", "name": "welcome"}]},
        ],
    }
    assert [(left.path, *left.params.values()) for left in found.left] == [
        ("group 1", "randomization_group = r"),
        ("survey", "anonymized = Y"),
        ("survey", "expires = 2027-01-01"),
        ("survey", "surveyls_url = https://x.example"),
        ("quota", "Women 50"),
        ("assessments", "1 × assessments"),
    ]
