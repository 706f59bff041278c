"""The builder as plain forms: every operation is a POST that leads back, and nothing that was typed is lost."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import Survey, SurveyVersion
from tests.factories.surveys import EXAMPLES, example, make_example, make_survey
from tests.surveys.builder.desk import Builder, Editor, draft

pytestmark = pytest.mark.django_db
HOME = "/console/surveys/survey/builder/"


@pytest.fixture
def builder(client_for, max_):
    make_survey(publish=False)
    return Builder(client_for(max_))


def test_a_survey_from_nothing(client_for, max_):
    client = client_for(max_)
    answer = client.post("/console/surveys/new/", {"title": "午餐", "language": "zh-hans", "slug": "lunch"})
    assert (answer.status_code, answer["Location"]) == (303, "/console/surveys/lunch/builder/?focus=add-type")
    assert draft("lunch") == {"title": "午餐", "locale": "zh-cn", "pages": [{"name": "page1", "elements": []}]}
    assert client.post("/console/surveys/new/", {"title": "", "language": "en"}).status_code == 422
    assert client.post("/console/surveys/new/", {"title": "x", "language": "en", "slug": "lunch"}).status_code == 422
    assert "/console/surveys/templates/" in client.get("/console/surveys/new/").content.decode()


def test_add_change_copy_move_delete_undo(builder):
    builder.do("add", type="radiogroup")
    assert draft()["elements"][2]["name"] == "question1"
    builder.save({"p.title": "Hungry?", "p.isRequired": "on", "l.choices.0": "Yes", "l.choices.add": "No\nMaybe\n"})
    assert draft()["elements"][2] == {
        "type": "radiogroup",
        "name": "question1",
        "title": "Hungry?",
        "isRequired": True,
        "choices": [
            {"value": "item1", "text": "Yes"},
            "item2",
            {"value": "no", "text": "No"},
            {"value": "maybe", "text": "Maybe"},
        ],
    }
    builder.save({"press": "choices delete 1"}).save({"press": "choices up 2"})
    assert [entry["value"] for entry in draft()["elements"][2]["choices"]] == ["item1", "maybe", "no"]
    builder.do("duplicate").do("up")
    assert [e["name"] for e in draft()["elements"]] == ["dish", "guests", "question2", "question1"]
    builder.do("delete")
    assert "Deleted" in builder.html
    assert [e["name"] for e in draft()["elements"]] == ["dish", "guests", "question1"]
    builder.undo()
    assert [e["name"] for e in draft()["elements"]] == ["dish", "guests", "question2", "question1"]
    builder.undo("redo")
    assert [e["name"] for e in draft()["elements"]] == ["dish", "guests", "question1"]


def test_saving_what_was_not_changed_changes_nothing(client_for, max_):
    for path in sorted(EXAMPLES.glob("*.json")):
        if not path.name.endswith(".settings.json"):
            make_survey(path.stem, json.loads(path.read_text(encoding="utf-8")), publish=False)
    client = client_for(max_)
    for survey in Survey.objects.all():
        builder = Builder(client, survey.slug)
        pieces = [p for i, page in enumerate(survey.draft["pages"]) for p in pieces_of(page, f"pages[{i}]")]
        for locale in ("", "zh-cn", "en"):
            for at in ["", *pieces]:
                builder.open(f"?at={at}&in={locale}")
                assert builder.save({}).status == 200
        assert Survey.objects.get(pk=survey.pk).revision == 1


def pieces_of(item, path):
    yield path
    for index, child in enumerate(item.get("elements", [])):
        yield from pieces_of(child, f"{path}.elements[{index}]")


def test_what_no_form_knows_survives(client_for, max_):
    odd = {
        "type": "text",
        "name": "a",
        "maskType": "none",
        "width": "50%",
        "resetValueIf": "{b} = 1",
        "title": {"default": "A", "de": "Ah"},
    }
    make_survey("survey", {"elements": [odd], "triggers": [], "showTOC": True}, publish=False)
    builder = Builder(client_for(max_)).open("?at=elements[0]")
    builder.save({"p.title": "B", "p.min": "", "p.inputType": "number"}).save({"p.min": "3"})
    assert draft() == {
        "elements": [{**odd, "title": {"default": "B", "de": "Ah"}, "inputType": "number", "min": 3}],
        "triggers": [],
        "showTOC": True,
    }
    builder.open("?at=elements[0]&in=de").save({"p.description": "Hm"})
    assert draft()["elements"][0]["description"] == {"de": "Hm"}


def test_another_kind_of_question(builder):
    builder.open("?at=elements[0]").save({"type": "comment"})
    assert draft()["elements"][0] == {
        "type": "comment",
        "name": "dish",
        "title": "Which dish?",
        "isRequired": True,
    }
    assert "l.rows.add" not in builder.fields


def test_conditions_are_chosen_or_written(client_for, max_):
    make_example("product-feedback")
    builder = Builder(client_for(max_), "product-feedback")
    at = next(p for i, page in enumerate(draft("product-feedback")["pages"]) for p in pieces_of(page, f"pages[{i}]")
              if p.endswith("elements[0]") and i)  # fmt: skip
    builder.open(f"?at={at}")

    def stored():
        item = draft("product-feedback")
        page, element = (int(part.split("]")[0]) for part in at.split("[")[1:])
        return item["pages"][page]["elements"][element].get("requiredIf")

    row = "c.requiredIf.{}.{}".format
    builder.save({row(0, "name"): "nps", row(0, "operator"): "lessorequal", row(0, "value"): "6"})
    assert stored() == "{nps} <= 6"
    builder.save({row(1, "name"): "tenure", row(1, "operator"): "equal", row(1, "value"): "Less than a month"})
    assert stored() == "{nps} <= 6 and {tenure} = 'new'"
    builder.save({"c.requiredIf.joined": "or"})
    assert stored() == "{nps} <= 6 or {tenure} = 'new'"
    builder.save({row(0, "name"): ""})
    assert stored() == "{tenure} = 'new'"
    builder.save({"c.requiredIf.text": "{nps} + 1 > 3"})
    assert stored() == "{nps} + 1 > 3"
    assert "more than the form can show" in builder.html
    builder.save({"c.requiredIf.text": "{nps} +"})
    assert builder.status == 422
    assert "{nps} +" in builder.fields["c.requiredIf.text"]
    assert stored() == "{nps} + 1 > 3"
    builder.open(f"?at={at}").save({"c.requiredIf.text": ""})
    assert stored() is None


def test_checks_of_an_answer(builder):
    builder.open("?at=elements[0]").save({"v.add": "text"}).save({"v.0.minLength": "3"})
    assert draft()["elements"][0]["validators"] == [{"type": "text", "minLength": 3}]
    builder.save({"v.add": "regex"}).save({"v.1.regex": "("})
    assert builder.status == 422
    builder.open("?at=elements[0]").save({"press": "checks delete 1"}).save({"press": "checks delete 0"})
    assert "validators" not in draft()["elements"][0]


def test_pages_and_dragging(builder):
    builder.do("add_page")
    assert [page["name"] for page in draft()["pages"]] == ["page1", "page2"]
    builder.open("?at=pages[0].elements[0]").do("place", into="pages[1]", index="0")
    assert [[e["name"] for e in page["elements"]] for page in draft()["pages"]] == [["guests"], ["dish"]]
    builder.open("?at=pages[0]").do("down")
    assert [page["name"] for page in draft()["pages"]] == ["page2", "page1"]
    assert builder.do("down").status == 422
    assert "cannot be moved any further" in builder.html


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "explode"},
        {"do": "add", "type": "signaturepad"},
        {"at": "pages[9]", "name": "x"},
        {"do": "place", "into": "x", "index": "0"},
        {"do": "place", "into": "", "index": "-1"},
        {"press": "choices"},
        {"press": "choices up 999"},
        {"type": "bogus", "at": "elements[0]", "name": "dish"},
    ],
)
def test_wishes_nobody_can_have(builder, fields):
    before = draft()
    answer = builder.client.post(f"{HOME}changes/", {"revision": "1", **fields})
    assert answer.status_code == 422
    assert draft() == before


def test_a_form_without_its_revision(builder):
    for revision in ("", "x", "9" * 12):
        assert builder.client.post(f"{HOME}changes/", {"revision": revision}).status_code == 400


def test_what_others_need_cannot_be_deleted(client_for, max_):
    make_example("product-feedback")
    builder = Builder(client_for(max_), "product-feedback").open("?at=pages[0].elements[0]")
    builder.do("delete")
    assert builder.status == 422
    assert "settings.follow_up.score" in builder.html


def test_two_people_lose_nothing(client_for, max_, ada):
    make_survey(publish=False)
    one, two = (Builder(client_for(person)).open("?at=elements[0]") for person in (max_, ada))
    one.save({"p.title": "Max's dish"})
    answer = two.client.post(f"{HOME}changes/", {**two.fields, "p.description": "Ada explains"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Max" in page
    assert "Ada explains" in page
    assert "description" not in draft()["elements"][0]
    carried = Editor(page.replace("<form method", '<form class="x" method'), "x").fields
    assert two.take(two.client.post(f"{HOME}changes/", carried)).status == 200
    element = draft()["elements"][0]
    assert (element["title"], element["description"]) == ("Max's dish", "Ada explains")


def test_ones_own_second_tab_is_no_conflict(builder):
    other = Builder(builder.client).open("?at=elements[0]")
    builder.open("?at=elements[0]").save({"p.title": "One"})
    other.save({"p.description": "Two"})
    element = draft()["elements"][0]
    assert (element["title"], element["description"]) == ("One", "Two")


HTMX = {"HX-Request": "true"}


def test_autosave_answers_with_what_changed(builder):
    builder.open("?at=elements[0]")
    data = {**builder.fields, "p.title": "New <title>", "autosave": "1"}
    answer = builder.client.post(f"{HOME}changes/", data, headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in html
    assert 'id="editor-revision" value="2" hx-swap-oob="true"' in html
    assert "New &lt;title&gt;" in html
    assert "Saved" in html
    assert "revision=2" in html


def test_autosave_refuses_and_conflicts_above_the_editor(builder, client_for, ada):
    builder.open("?at=elements[0]")
    data = {**builder.fields, "c.visibleIf.text": "{x", "autosave": "1"}
    bad = builder.client.post(f"{HOME}changes/", {**data, "c.visibleIf.text": "{x} +"}, headers=HTMX)
    assert (bad.status_code, bad["HX-Retarget"]) == (422, "#builder-alert")
    assert "<html" not in bad.content.decode()
    Builder(client_for(ada)).open("?at=elements[1]").save({"p.title": "Ada's"})
    clash = builder.client.post(f"{HOME}changes/", {**data, "c.visibleIf.text": "{guests} > 1"}, headers=HTMX)
    assert (clash.status_code, clash["HX-Retarget"]) == (409, "#builder-alert")
    assert "Apply mine on top" in clash.content.decode()
    assert "<html" not in clash.content.decode()


def test_autosave_leaves_unfinished_lines_alone(builder):
    builder.do("add", type="radiogroup")
    data = {**builder.fields, "l.choices.add": "Half a w", "autosave": "1"}
    assert builder.client.post(f"{HOME}changes/", data, headers=HTMX).status_code == 200
    assert draft()["elements"][2]["choices"] == ["item1", "item2"]


# ---------------------------------------------------------------- translations, JSON, publishing
def test_translations_side_by_side(builder):
    page = builder.client.get(f"{HOME}translations/?with=zh-cn").content.decode()
    fields = Editor(page, "stack").fields
    assert fields["zh-cn:title"] == ""
    sent = {**fields, "zh-cn:title": "午餐", "zh-cn:elements[0].title": "哪道菜？"}
    assert builder.client.post(f"{HOME}translations/?with=zh-cn", sent).status_code == 303
    assert draft()["title"] == {"default": "Lunch", "zh-cn": "午餐"}
    assert draft()["elements"][0]["title"] == {"default": "Which dish?", "zh-cn": "哪道菜？"}
    assert builder.client.get(f"{HOME}translations/?with=english!").status_code == 422
    builder.open("?in=zh-cn").save({"p.title": "晚餐"})
    assert draft()["title"]["zh-cn"] == "晚餐"


def test_raw_json(builder):
    page = builder.client.get(f"{HOME}json/").content.decode()
    assert "Which dish?" in page
    send = lambda text, revision: builder.client.post(  # noqa: E731
        f"{HOME}json/", {"definition": text, "revision": revision}
    )
    bad = send('{"bogus": 1}', 1)
    assert bad.status_code == 422
    assert "<code>bogus</code>" in bad.content.decode()
    assert "line 1, column 2" in send("{", 1).content.decode()
    assert send('{"title": "Raw", "elements": []}', 1).status_code == 303
    assert draft() == {"title": "Raw", "elements": []}


def test_review_before_publishing(client_for, max_):
    make_survey()
    builder = Builder(client_for(max_))
    review = f"{HOME}review/"
    assert "There is nothing new to publish." in builder.client.get(review).content.decode()
    builder.open("?at=elements[0]").save({"p.title": "Dish?", "type": "text"})
    builder.open("?at=elements[1]").do("delete")
    builder.do("add", type="rating").save({"c.visibleIf.text": "{nobody} = 1"})
    page = builder.client.get(review).content.decode()
    for words in ("Breaks", "Additions", "Wording", "Nothing in this survey is called nobody.", "Title – changed"):
        assert words in page
    assert builder.client.post("/console/surveys/survey/versions/").status_code == 303
    assert SurveyVersion.objects.count() == 2


def test_the_preview_may_be_framed_by_us_only_and_opens_the_page(builder):
    builder.do("add_page").do("add", type="comment").save({"p.title": "On page two"})
    answer = builder.client.get(f"{HOME}preview/?page=page2")
    assert "On page two" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "Which dish?" in builder.client.get(f"{HOME}preview/?page=nowhere").content.decode()
    assert "frame-ancestors 'none'" in builder.client.get(HOME)["Content-Security-Policy"]


@pytest.mark.parametrize("questions", [1, 30])
def test_the_screen_costs_the_same_however_long_the_survey(client_for, max_, questions):
    elements = [{"type": "text", "name": f"q{n}", "visibleIf": "{q0} = 1"} for n in range(questions)]
    make_survey("survey", {"elements": elements}, publish=False)
    builder = Builder(client_for(max_)).open("?at=elements[0]").save({"p.title": "T"})
    with CaptureQueriesContext(connection) as queries:
        builder.open("?at=elements[0]")
    assert len(queries) == 4, [q["sql"][:100] for q in queries]


def test_settings_of_an_example_survive_the_builder(client_for, max_):
    make_example("trust-pulse")
    definition, settings = example("trust-pulse")
    builder = Builder(client_for(max_), "trust-pulse").open()
    builder.save({"p.title": "Other"})
    survey = Survey.objects.get(slug="trust-pulse")
    assert {k: v for k, v in survey.draft.items() if k != "title"} == {
        k: v for k, v in definition.items() if k != "title"
    }
    assert survey.settings["follow_up"]["score"] == settings["follow_up"]["score"]


@pytest.mark.parametrize(("kind", "field"), [("text", "p-title"), ("image", "p-imageLink"), ("html", "p-html")])
def test_whoever_adds_a_piece_goes_on_in_its_first_field(builder, kind, field):
    answer = builder.client.post(f"{builder.home}changes/", {**builder.fields, "do": "add", "type": kind})
    page = builder.client.get(answer["Location"]).text
    assert re.findall(r'id="([\w-]+)"[^>]* autofocus', page) == [field]


def test_autosave_brings_the_number_of_hints_up_to_date(builder):
    builder.do("add", type="text")
    data = {**builder.fields, "p.title": "What?", "autosave": "1"}
    saved = builder.client.post(f"{builder.home}changes/", data, headers=HTMX).text
    assert '<span class="small soft" id="none-visibleIf" hx-swap-oob="true">no condition</span>' in saved
    assert '<span id="selected-kind" class="small soft" hx-swap-oob="true">Short text</span>' in saved
