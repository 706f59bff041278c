"""Every kind of question is drawn, read from the form, kept, and drawn again with what was entered."""

import pytest

from surveys.models import Response
from tests.factories.surveys import Respondent, make_survey

pytestmark = pytest.mark.django_db
PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
CHOICES = [{"value": 1, "text": "One"}, {"value": "b", "text": "Bee"}, "c"]

KINDS = {
    "text": ({"type": "text"}, "hello", "hello"),
    "number": ({"type": "text", "inputType": "number"}, "2.5", 2.5),
    "date": ({"type": "text", "inputType": "date"}, "2026-11-22", "2026-11-22"),
    "datetime": ({"type": "text", "inputType": "datetime-local"}, "2026-11-22T09:00", "2026-11-22T09:00"),
    "time": ({"type": "text", "inputType": "time"}, "09:30", "09:30"),
    "month": ({"type": "text", "inputType": "month"}, "2026-11", "2026-11"),
    "week": ({"type": "text", "inputType": "week"}, "2026-W47", "2026-W47"),
    "email": ({"type": "text", "inputType": "email"}, " a@example.org ", "a@example.org"),
    "url": ({"type": "text", "inputType": "url"}, "https://example.org", "https://example.org"),
    "tel": ({"type": "text", "inputType": "tel"}, "+86 10 1234", "+86 10 1234"),
    "password": ({"type": "text", "inputType": "password"}, "secret", "secret"),
    "range": ({"type": "text", "inputType": "range"}, "40", 40),
    "color": ({"type": "text", "inputType": "color"}, "#ff8800", "#ff8800"),
    "comment": ({"type": "comment"}, "two\r\nlines", "two\nlines"),
    "radiogroup": ({"type": "radiogroup", "choices": CHOICES}, "1", 1),
    "checkbox": ({"type": "checkbox", "choices": CHOICES}, ["1", "c"], [1, "c"]),
    "none": ({"type": "checkbox", "choices": CHOICES, "showNoneItem": True}, ["none"], ["none"]),
    "select all": ({"type": "checkbox", "choices": CHOICES, "showSelectAllItem": True}, ["all"], [1, "b", "c"]),
    "dropdown": ({"type": "dropdown", "choices": CHOICES}, "b", "b"),
    "tagbox": ({"type": "tagbox", "choices": CHOICES}, ["b"], ["b"]),
    "rating": ({"type": "rating"}, "4", 4),
    "nps": ({"type": "rating", "rateMin": 0, "rateMax": 10}, "0", 0),
    "stars": ({"type": "rating", "rateType": "stars"}, "5", 5),
    "smileys": ({"type": "rating", "rateType": "smileys", "rateCount": 3}, "2", 2),
    "long rating": ({"type": "rating", "rateValues": [{"value": 1, "text": "Not at all"}, 2]}, "1", 1),
    "many points": ({"type": "rating", "rateMin": 1, "rateMax": 40}, "33", 33),
    "boolean": ({"type": "boolean"}, "false", False),
    "own boolean": ({"type": "boolean", "valueTrue": "yes", "valueFalse": "no"}, "yes", "yes"),
    "tick": ({"type": "boolean", "displayMode": "checkbox"}, "true", True),
    "imagepicker": (
        {"type": "imagepicker", "choices": [{"value": "x", "imageLink": PICTURE}, {"value": "y"}]},
        "x",
        "x",
    ),
    "pictures": ({"type": "imagepicker", "multiSelect": True, "choices": ["x", "y"]}, ["x", "y"], ["x", "y"]),
    "ranking": ({"type": "ranking", "choices": ["a", "b", "c"]}, {"b": "1", "a": "3", "c": "2"}, ["b", "c", "a"]),
    "matrix": (
        {"type": "matrix", "rows": ["speed", "looks"], "columns": CHOICES},
        {"speed": "1", "looks": "c"},
        {"speed": 1, "looks": "c"},
    ),
    "multipletext": (
        {"type": "multipletext", "items": [{"name": "first"}, {"name": "age", "inputType": "number"}]},
        {"first": "Li", "age": "40"},
        {"first": "Li", "age": 40},
    ),
}


def one(element):
    """A survey of two pages, so that the first can be looked at again."""
    return {
        "pages": [
            {"name": "one", "elements": [{"name": "q", "title": "Ask", **element}]},
            {"name": "two", "elements": [{"type": "comment", "name": "rest"}]},
        ]
    }


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_kept_and_shown_again(sam, kind):
    element, given, kept = KINDS[kind]
    make_survey(definition=one(element))
    guest = Respondent(sam, "survey")
    assert guest.response.status_code == 200
    assert "Ask" in guest.html
    guest.send(q=given)
    assert guest.form.fields["page"] == ["two"]
    assert Response.objects.get().answers == {"q": kept}
    guest.send("back")
    assert guest.form.fields["page"] == ["one"]
    before = dict(guest.form.fields)
    guest.send()
    assert Response.objects.get().answers == {"q": kept}, before


@pytest.mark.parametrize("kind", KINDS)
def test_left_empty_it_is_optional_or_says_that_it_is_not(sam, kind):
    make_survey(definition=one(KINDS[kind][0] | {"isRequired": True}))
    guest = Respondent(sam, "survey")
    assert guest.send().status_code == 422
    assert "Response required." in guest.html
    assert 'aria-invalid="true"' in guest.html
    link = guest.html.partition('<li><a href="#')[2].partition('"')[0]
    assert f'id="{link}"' in guest.html


REFUSED = {
    "number": ({"type": "text", "inputType": "number"}, "abc"),
    "date": ({"type": "text", "inputType": "date"}, "soon"),
    "choice": ({"type": "radiogroup", "choices": CHOICES}, "zzz"),
    "choices": ({"type": "checkbox", "choices": CHOICES}, ["b", "zzz"]),
    "too many": ({"type": "checkbox", "choices": CHOICES, "maxSelectedChoices": 1}, ["b", "c"]),
    "point": ({"type": "rating"}, "9"),
    "boolean": ({"type": "boolean"}, "maybe"),
    "cell": ({"type": "matrix", "rows": ["r"], "columns": ["a"]}, {"r": "zzz"}),
    "place twice": ({"type": "ranking", "choices": ["a", "b"]}, {"a": "1", "b": "1"}),
    "no place": ({"type": "ranking", "choices": ["a", "b"]}, {"a": "x"}),
    "disabled": ({"type": "radiogroup", "choices": [{"value": "a", "enableIf": "1 = 2"}, "b"]}, "a"),
    "other in silence": ({"type": "radiogroup", "choices": ["a"], "showOtherItem": True}, "other"),
    "pattern": ({"type": "text", "validators": [{"type": "regex", "regex": "^\\d+$", "text": "Digits!"}]}, "x"),
    "long": ({"type": "text", "maxLength": 3}, "four"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_definition_forbids_is_told_and_not_kept(sam, case):
    element, given = REFUSED[case]
    make_survey(definition=one(element))
    guest = Respondent(sam, "survey")
    assert guest.send(q=given).status_code == 422
    assert "Please check your answers" in guest.html
    assert Response.objects.get().answers == {}
    assert Response.objects.get().pending.keys() == {"q"}


def test_other_in_words(sam):
    make_survey(definition=one({"type": "radiogroup", "choices": ["a"], "showOtherItem": True}))
    guest = Respondent(sam, "survey")
    guest.send(q="other", q__comment="Something")
    assert Response.objects.get().answers == {"q": "other", "q-Comment": "Something"}
    guest.send("back")
    assert guest.form.fields["q.q#comment"] == ["Something"]


def test_what_is_only_looked_at(sam):
    definition = {
        "elements": [
            {"type": "html", "name": "h", "html": "<p onclick=x()>Hello <b>you</b><script>x()</script></p>"},
            {"type": "image", "name": "i", "imageLink": PICTURE, "altText": "A dot"},
            {"type": "text", "name": "n", "inputType": "number", "defaultValue": 20},
            {"type": "expression", "name": "e", "title": "Twice", "expression": "{n} * 2"},
            {"type": "panel", "name": "p", "title": "Inside", "elements": [{"type": "text", "name": "t"}]},
            {"type": "text", "name": "fixed", "readOnly": True, "defaultValue": "As is"},
        ]
    }
    make_survey(definition=definition)
    guest = Respondent(sam, "survey")
    assert "<p>Hello <b>you</b></p>" in guest.html
    assert 'alt="A dot"' in guest.html
    assert "<output>40</output>" in guest.html
    assert "<h2>Inside</h2>" in guest.html
    guest.send(n="3", fixed="Changed", t="x")
    assert Response.objects.get().answers == {"n": 3, "e": 6, "t": "x", "fixed": "As is"}


@pytest.mark.parametrize("way", ["displayMode", "renderAs"])
def test_a_tick_is_one_box(sam, way):
    make_survey(definition=one({"type": "boolean", way: "checkbox", "label": "I agree"}))
    html = Respondent(sam, "survey").html
    assert html.count('type="checkbox"') == 1
    assert html.count('type="radio"') == 0


def test_names_may_hold_anything(sam):
    names = ["a.b", "a", "a#comment", "名称 %", "page"]
    matrix = {"type": "matrix", "name": "a", "rows": ["b", "b#comment"], "columns": ["x"]}
    elements = [matrix if name == "a" else {"type": "text", "name": name} for name in names]
    make_survey(definition={"elements": elements})
    guest = Respondent(sam, "survey")
    form = guest.form
    data = form.fields | {"q.a%2Eb": "1", "q.a.b": "x", "q.a%23comment": "2", "q.名称 %25": "3", "q.page": "4"}
    guest.post("/s/survey/", data | {"go": "next"})
    assert Response.objects.get().answers == {
        "a.b": "1",
        "a": {"b": "x"},
        "a#comment": "2",
        "名称 %": "3",
        "page": "4",
    }


def test_random_choices_keep_their_order_for_one_respondent(sam, client_for, rosa):
    many = [f"choice{number}" for number in range(30)]
    make_survey(definition=one({"type": "radiogroup", "choices": many, "choicesOrder": "random"}))

    def order(page):
        return [part.partition('"')[0] for part in page.html.split('value="choice')[1:]]

    guest = Respondent(sam, "survey")
    first = order(guest)
    guest.send()
    guest.send("back")
    assert order(guest) == first
    assert sorted(first) == sorted(choice.removeprefix("choice") for choice in many)
    assert order(Respondent(client_for(rosa), "survey")) != first


def test_pictures_from_elsewhere_are_allowed_by_name_only(sam):
    make_survey(
        definition={
            "elements": [
                {"type": "image", "name": "i", "imageLink": "https://img.example.org/a.png"},
                {"type": "text", "name": "q"},
            ]
        }
    )
    policy = sam.get("/s/survey/")["Content-Security-Policy"]
    assert "img-src 'self' data: https://img.example.org" in policy


@pytest.mark.parametrize(
    ("wanted", "said"), [({}, True), ({"eachRowRequired": True}, False), ({"isRequired": True}, False)]
)
def test_a_matrix_is_optional_only_if_no_row_is_wanted(sam, wanted, said):
    make_survey("grid", {"elements": [{"type": "matrix", "name": "q", "rows": ["a"], "columns": ["b"], **wanted}]})
    assert ("(optional)" in Respondent(sam, "grid").html) == said
