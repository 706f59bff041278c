"""One question at a time, the number of a page, and looking at a page without sending it."""

import pytest

from surveys.rules.documents.pair import read_documents
from surveys.rules.results.absences import absences
from surveys.rules.sitting.looking import look
from surveys.rules.sitting.taking import Entry
from surveys.rules.sitting.turns import Go, Sitting, take_page
from surveys.rules.validation import validate_page


def text(name, **settings):
    return {"type": "text", "name": name, **settings}


PAGES = [
    {
        "name": "a",
        "title": "A",
        "description": "About",
        "elements": [
            {"type": "html", "name": "hello", "html": "<p>Hello</p>"},
            text("q1"),
            {
                "type": "panel",
                "name": "p",
                "isRequired": True,
                "elements": [text("q2"), text("q3", visibleIf="{q1} = 'x'")],
            },
            {"type": "html", "name": "bye", "html": "<p>Bye</p>"},
        ],
    },
    {"name": "b", "elements": [text("q4", title="{pageno} of {pagecount}")]},
]


def sitting(mode="questionPerPage", pages=PAGES, **answers):
    definition = read_documents({"pages": pages, "questionsOnPageMode": mode}, {}).definition
    return Sitting(definition=definition, answers=answers)


def steps(of):
    return {page.name: [q.name for q in page.questions()] for page in of.state().pages}


def test_each_question_has_a_step_and_words_stand_with_the_question_after_them():
    assert steps(sitting()) == {"a": ["hello", "q1"], "a#2": ["q2", "bye"], "b": ["q4"]}
    assert steps(sitting(q1="x")) == {"a": ["hello", "q1"], "a#2": ["q2"], "a#3": ["q3", "bye"], "b": ["q4"]}
    assert steps(sitting("standard")) == {"a": ["hello", "q1", "q2", "bye"], "b": ["q4"]}


def test_steps_keep_the_title_of_their_page_and_tell_of_it_once():
    pages = sitting().state().pages
    assert [(page.title, page.description) for page in pages[:2]] == [("A", "About"), ("A", "")]


def test_a_question_that_an_answer_brings_is_the_next_step():
    first = take_page(sitting(), page="a", entries={"q1": Entry("x")}, shown=["q1"])
    assert (first.page, first.has_more) == ("a#2", False)
    back = take_page(sitting(**first.answers), page="a#3", entries={}, go=Go.BACK, shown=["q3"])
    assert back.page == "a#2"


def test_what_a_panel_needs_is_asked_with_its_last_question():
    wrong = [validate_page(sitting(q1="x").state(), step) for step in ("a#2", "a#3")]
    assert [list(errors) for errors in wrong] == [[], ["p"]]
    assert validate_page(sitting(q1="x", q2="said").state(), "a#3") == {}


def test_what_was_not_reached_is_known_by_step():
    state = sitting(q1="x").state()
    assert absences(state, ["a"]) == {"q2": "not_reached", "q3": "not_reached", "q4": "not_reached"}
    assert absences(state, ["a", "a#2"])["q2"] == "skipped"


@pytest.mark.parametrize("mode", ["standard", "questionPerPage"])
def test_a_page_knows_its_number(mode):
    assert sitting(mode).state_on("b").questions["q4"].title == "2 of 2"
    assert sitting(mode).state_on("a").questions["q1"].title == "q1"


LIVE = {
    "shown by another": [text("a"), text("b", visibleIf="{a} = 1")],
    "says another": [text("a"), text("b", title="Why {a}?")],
    "through a computed value": [text("a"), text("b", visibleIf="{total} > 1")],
    "a choice": [text("a"), {"type": "radiogroup", "name": "b", "choices": [{"value": 1, "visibleIf": "{a} = 1"}]}],
    "in a panel": [text("a"), {"type": "panel", "name": "p", "elements": [text("b", requiredIf="{a} empty")]}],
}
STILL = {
    "nothing": [text("a"), text("b")],
    "checks itself": [text("a", validators=[{"type": "expression", "expression": "{a} > 1"}])],
    "looks elsewhere": [text("a"), text("b", visibleIf="{later} = 1")],
}
REST = {
    "calculatedValues": [{"name": "total", "expression": "{a} * 2"}],
    "pages": [{"name": "next", "elements": [text("later", visibleIf="{a} = 1")]}],
}


@pytest.mark.parametrize(
    ("elements", "is_live"), [(e, True) for e in LIVE.values()] + [(e, False) for e in STILL.values()]
)
def test_a_page_is_live_when_something_on_it_looks_at_an_answer_on_it(elements, is_live):
    documents = read_documents(REST | {"pages": [{"name": "one", "elements": elements}, *REST["pages"]]}, {})
    [page, *_] = Sitting(definition=documents.definition, answers={}).state().pages
    assert documents.is_live(page) is is_live


def test_a_page_of_all_pages_is_live_by_any_of_them():
    documents = read_documents({"pages": PAGES, "questionsOnPageMode": "singlePage"}, {})
    [page] = Sitting(definition=documents.definition, answers={}).state().pages
    assert documents.is_live(page) is True


def test_a_trigger_makes_a_page_live():
    trigger = {"type": "setvalue", "expression": "{a} = 1", "setToName": "b", "setValue": 2}
    documents = read_documents({"elements": STILL["nothing"], "triggers": [trigger]}, {})
    [page] = Sitting(definition=documents.definition, answers={}).state().pages
    assert documents.is_live(page) is True


def test_a_look_shows_what_was_typed_and_what_an_answer_set():
    trigger = {"type": "setvalue", "expression": "{a} = 'x'", "setToName": "b", "setValue": "set"}
    elements = [text("a"), text("b"), text("c", visibleIf="{a} = 'x'"), text("n", inputType="number")]
    documents = read_documents({"elements": elements, "triggers": [trigger]}, {})
    fresh = Sitting(definition=documents.definition, answers={})
    entries = {"a": Entry(" x "), "b": Entry(""), "n": Entry("many")}
    found = look(fresh, page="page1", entries=entries, shown=list(entries))
    assert found.state.questions["c"].is_visible
    assert found.state.questions["b"].value == "set"
    assert found.entries == {"a": Entry(" x "), "n": Entry("many")}
    assert not found.is_blank
    assert look(fresh, page="page1", entries={"a": Entry("")}, shown=["a"]).is_blank
