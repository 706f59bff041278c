"""Each edit by an example."""

import pytest

from surveys.rules import import_definition
from surveys.rules.editing import lists, structure, translations
from surveys.rules.editing.conditions import Condition, Conditions, can_write, read_conditions, write_conditions
from surveys.rules.editing.places import CannotEdit, find, locate
from surveys.rules.editing.properties import change_type, stored_key
from surveys.rules.editing.texts import Tongue, set_text, text_in
from surveys.rules.editing.validators import add_check, delete_check, set_bound

EN, ZH = Tongue("en", "en"), Tongue("zh-cn", "en")
PANEL = {"type": "panel", "name": "p", "elements": [{"type": "text", "name": "b"}]}
TWO_PAGES = {
    "pages": [
        {"name": "page1", "elements": [{"type": "text", "name": "a"}, PANEL]},
        {"name": "page2", "elements": [{"type": "comment", "name": "c"}]},
    ]
}


def names(definition):
    return [[element["name"] for element in page["elements"]] for page in definition["pages"]]


def test_a_question_is_added_behind_the_chosen_one():
    new, path = structure.add_element(TWO_PAGES, "pages[0].elements[0]", "rating")
    assert (names(new), path) == ([["a", "question1", "p"], ["c"]], "pages[0].elements[1]")


def test_an_empty_survey_gets_its_first_page():
    new, path = structure.add_element({"title": "T"}, "", "text")
    assert new["pages"] == [{"name": "page1", "elements": [{"type": "text", "name": "question1"}]}]
    assert path == "pages[0].elements[0]"


def test_a_survey_without_pages_stays_one_until_it_gets_a_second():
    loose = {"elements": [{"type": "text", "name": "a"}]}
    assert structure.add_element(loose, "", "text")[0].keys() == {"elements"}
    new, path = structure.add_page(loose)
    assert names(new) == [["a"], []]
    assert path == "pages[1]"


def test_a_question_walks_through_panel_and_pages():
    definition, path, seen = TWO_PAGES, "pages[1].elements[0]", []
    for _ in range(3):
        definition, path = structure.move(definition, path, -1)
        seen.append((path, names(definition)))
    assert seen == [
        ("pages[0].elements[2]", [["a", "p", "c"], []]),
        ("pages[0].elements[1]", [["a", "c", "p"], []]),
        ("pages[0].elements[0]", [["c", "a", "p"], []]),
    ]
    with pytest.raises(CannotEdit):
        structure.move(definition, path, -1)
    out, path = structure.move(TWO_PAGES, "pages[0].elements[1].elements[0]", 1)
    assert (path, names(out)) == ("pages[0].elements[2]", [["a", "p", "b"], ["c"]])


def test_copies_get_names_of_their_own():
    new, path = structure.duplicate(TWO_PAGES, "pages[0]")
    assert path == "pages[1]"
    assert names(new) == [["a", "p"], ["a1", "p1"], ["c"]]
    assert find(new, "pages[1].elements[1].elements[0]")["name"] == "b1"
    import_definition(new)


def test_dragging():
    new, path = structure.place(TWO_PAGES, "pages[0].elements[0]", "pages[1]", 1)
    assert (names(new), path) == ([["p"], ["c", "a"]], "pages[1].elements[1]")
    new, path = structure.place(TWO_PAGES, "pages[0].elements[0]", "pages[0].elements[1]", 0)
    assert path == "pages[0].elements[0].elements[0]"
    with pytest.raises(CannotEdit):
        structure.place(TWO_PAGES, "pages[0].elements[1]", "pages[0].elements[1]", 0)
    with pytest.raises(CannotEdit):
        structure.place(TWO_PAGES, "pages[0]", "pages[1]", 0)


def test_deleting_keeps_one_page():
    new, path = structure.delete(TWO_PAGES, "pages[0]")
    assert (names(new), path) == ([["c"]], "pages[0]")
    with pytest.raises(CannotEdit):
        structure.delete(new, "pages[0]")
    new, path = structure.delete(new, "pages[0].elements[0]")
    assert (names(new), path) == ([[]], "pages[0]")


@pytest.mark.parametrize("path", ["pages[7]", "elements[0]", "pages", "x", "pages[0].elements[9]", "pages[0].", "[0]"])
def test_what_is_not_there(path):
    with pytest.raises(CannotEdit):
        structure.delete(TWO_PAGES, path)


def test_a_piece_is_known_by_its_name():
    assert locate(TWO_PAGES, "pages[0].elements[0]", "c") == "pages[1].elements[0]"
    with pytest.raises(CannotEdit):
        locate(TWO_PAGES, "pages[0].elements[0]", "gone")


@pytest.mark.parametrize(
    ("before", "text", "tongue", "after"),
    [
        (None, "Hi", EN, "Hi"),
        ("Hi", "Ho", EN, "Ho"),
        ("Hi", "你好", ZH, {"default": "Hi", "zh-cn": "你好"}),
        (None, "你好", ZH, {"zh-cn": "你好"}),
        ({"default": "Hi", "zh-cn": "你好"}, "Ho", EN, {"default": "Ho", "zh-cn": "你好"}),
        ({"en": "Hi", "zh-cn": "你好"}, "Ho", EN, {"en": "Ho", "zh-cn": "你好"}),
        ({"en": "Hi", "zh-cn": "你好"}, "", ZH, {"en": "Hi"}),
        ({"zh-cn": "你好"}, "", ZH, None),
        ("Hi", "", EN, None),
    ],
)
def test_a_text_in_one_language(before, text, tongue, after):
    item = {} if before is None else {"title": before}
    set_text(item, "title", text, tongue)
    assert item == ({} if after is None else {"title": after})
    assert text_in(item.get("title"), tongue) == text


def test_values_stay_whatever_their_texts_become():
    item = {"choices": ["Red", "2|Two", {"value": 3, "icon": "x"}]}
    lists.set_entry_text(item, "choices", 0, "Rot", EN)
    lists.set_entry_text(item, "choices", 1, "二", ZH)
    lists.set_entry_text(item, "choices", 2, "3", EN)
    lists.add_entries(item, "choices", ["Dark blue", "Dark blue", "蓝"], EN)
    assert item["choices"] == [
        {"value": "Red", "text": "Rot"},
        {"value": "2", "text": {"default": "Two", "zh-cn": "二"}},
        {"value": 3, "icon": "x"},
        {"value": "dark_blue", "text": "Dark blue"},
        {"value": "dark_blue_1", "text": "Dark blue"},
        {"value": "item1", "text": "蓝"},
    ]
    lists.move_entry(item, "choices", 0, 1)
    lists.delete_entry(item, "choices", 2)
    assert [entry.value for entry in lists.entries_of(item, "choices", EN)][:2] == ["2", "Red"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", ()),
        ("{a} = 1", (Condition("a", "equal", 1),)),
        ("{a} == 'x' and {b} notempty", (Condition("a", "equal", "x"), Condition("b", "notempty"))),
        ("{a} anyof ['x', 2]", (Condition("a", "anyof", ["x", 2]),)),
        ("{a} = true", (Condition("a", "equal", True),)),
    ],
)
def test_expressions_that_rows_can_say(text, rows):
    assert read_conditions(text).rows == rows


@pytest.mark.parametrize(
    "text",
    ["{a} + 1 > 2", "{a} = {b}", "not {a}", "({a} = 1 or {b} = 2) and {c} = 3", "{a", "today() > {a}", "{a} = 1 = 2"],
)
def test_expressions_that_they_cannot(text):
    assert read_conditions(text) is None


def test_or_and_quotes():
    wish = Conditions((Condition("a", "equal", "it's"), Condition("b", "less", 2.5)), "or")
    assert write_conditions(wish) == "{a} = 'it\\'s' or {b} < 2.5"
    assert read_conditions(write_conditions(wish)) == wish
    assert not can_write(Condition("a}", "equal", 1))


def test_another_type_keeps_what_fits():
    definition = {"elements": [{"type": "radiogroup", "name": "a", "title": "T", "choices": [1], "width": "9px"}]}
    new, lost = change_type(definition, "elements[0]", "checkbox")
    assert (new["elements"][0]["choices"], lost) == ([1], [])
    new, lost = change_type(definition, "elements[0]", "comment")
    assert (new["elements"][0], lost) == ({"type": "comment", "name": "a", "title": "T", "width": "9px"}, ["choices"])


def test_older_names_of_properties_are_kept():
    item = {"type": "radiogroup", "hasOther": True}
    assert stored_key("elements[0]", item, "showOtherItem") == "hasOther"
    assert stored_key("elements[0]", item, "showNoneItem") == "showNoneItem"


def test_checks():
    item = {}
    add_check(item, "text")
    set_bound(item, 0, "minLength", 3)
    assert item == {"validators": [{"type": "text", "minLength": 3}]}
    with pytest.raises(CannotEdit):
        set_bound(item, 0, "regex", "x")
    delete_check(item, 0)
    assert item == {}


def test_languages_side_by_side():
    definition = {
        "title": "T",
        "elements": [{"type": "radiogroup", "name": "a", "choices": ["Yes", {"value": 1, "text": {"zh-cn": "一"}}, 2]}],
    }
    found = {words.path: words.by_locale for words in translations.all_words(definition, ["en", "zh-cn"])}
    assert found == {
        "title": {"en": "T", "zh-cn": ""},
        "elements[0].choices[0].text": {"en": "Yes", "zh-cn": ""},
        "elements[0].choices[1].text": {"en": "", "zh-cn": "一"},
    }
    new = translations.set_words(definition, "elements[0].choices[0].text", "是", ZH)
    assert new["elements"][0]["choices"][0] == {"value": "Yes", "text": {"default": "Yes", "zh-cn": "是"}}
    assert translations.known_code(" De ", ["en"]) == "de"
    for code in ("EN", "english!", ""):
        with pytest.raises(CannotEdit):
            translations.known_code(code, ["en"])
