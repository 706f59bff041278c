"""Drafts for programs: made of anything, changed without overwriting others, looked at before publishing."""

import json

import pytest

from surveys.models import Survey
from surveys.rules.exchange.files import exported_xlsform
from tests.factories.surveys import ONE_PAGE, make_survey

pytestmark = pytest.mark.django_db
TEA = ONE_PAGE | {"title": "Tea"}


def test_a_survey_is_made_of_a_template(manager):
    status, found = manager.get("templates/")
    assert (status, [item["key"] for item in found["items"]][:4]) == (200, ["nps", "csat", "ces", "sus"])
    assert manager.post("", {"template": "sus", "slug": "usability"})[0] == 201
    assert manager.get("usability/draft/")[1]["settings"] == {"instrument": "sus"}
    status, problem = manager.post("", {"template": "sus", "definition": ONE_PAGE})
    assert (status, list(problem["errors"])) == (422, ["template"])
    assert manager.post("", {"template": "horoscope"})[0] == 422


def test_a_survey_is_made_of_a_file(manager):
    content, _left = exported_xlsform(ONE_PAGE)
    status, found = manager.upload("POST", "import/", "lunch.xlsx", content, slug="lunch")
    assert (status, found["slug"], found["left"]) == (
        201,
        "lunch",
        [{"path": "settings row 2", "code": "not_carried", "message": "Not carried over: form_id"}],
    )
    status, found = manager.upload("PUT", "lunch/draft/file/", "tea.json", json.dumps(TEA).encode())
    assert (status, found["title"], found["revision"]) == (200, "Tea", 2)
    assert manager.upload("POST", "import/", "x.lss", b"<!DOCTYPE x><x/>")[0] == 422
    status, problem = manager.upload("POST", "import/", "x.json", b"{")
    assert (status, list(problem["errors"])) == (422, ["file"])
    assert manager.upload("POST", "import/", "x.json", b" " * 2_000_001)[0] == 413
    assert Survey.objects.count() == 1


def test_a_draft_is_taken_elsewhere(manager):
    make_survey("lunch", publish=False)
    assert manager.get("lunch/draft/export/surveyjs/") == (200, ONE_PAGE)
    found = manager.client.get("/api/surveys/lunch/draft/export/xlsform/")
    assert (found.status_code, found.content[:2]) == (200, b"PK")
    assert found["Content-Disposition"] == 'attachment; filename="lunch.xlsx"'
    assert manager.get("lunch/draft/export/pdf/")[0] == 404


def test_two_programs_do_not_overwrite_each_other(manager, other_manager):
    make_survey("lunch", publish=False)
    assert manager.get("lunch/draft/") == (200, {"revision": 1, "definition": ONE_PAGE, "settings": {}})
    mark = manager.answer["ETag"]
    assert other_manager.put("lunch/draft/", {"definition": TEA, "revision": 1})[1]["revision"] == 2
    current = {"revision": 2, "definition": TEA, "settings": {}}
    status, problem = manager.put("lunch/draft/", {"definition": ONE_PAGE, "revision": 1})
    assert (status, problem["current"]) == (409, current)
    assert manager.answer["Content-Type"] == "application/problem+json"
    status, problem = manager.put("lunch/draft/", {"definition": ONE_PAGE}, **{"If-Match": mark})
    assert (status, problem["status"], problem["current"]) == (412, 412, current)
    manager.get("lunch/draft/")
    mark = manager.answer["ETag"]
    assert manager.patch("lunch/draft/", {"settings": {"anonymous": True}}, **{"If-Match": mark})[0] == 200
    assert manager.answer["ETag"] != mark
    assert manager.patch("lunch/draft/", {"settings": {}}, **{"If-Match": mark})[0] == 412
    assert Survey.objects.get().settings == {"anonymous": True}


def test_edits_are_taken_back_and_made_again(manager, other_manager):
    make_survey("lunch", publish=False)
    manager.put("lunch/draft/", {"definition": TEA})
    assert manager.post("lunch/draft/undo/", {"revision": 2})[1]["definition"] == ONE_PAGE
    assert manager.post("lunch/draft/undo/", {"revision": 3, "again": True})[1]["definition"] == TEA
    status, problem = other_manager.post("lunch/draft/undo/", {"revision": 3})
    assert (status, problem["current"]["revision"]) == (409, 4)


def test_a_refused_draft_changes_nothing(manager):
    make_survey("lunch", publish=False)
    status, problem = manager.put("lunch/draft/", {"definition": {"elements": [{"type": "x", "name": "a"}]}})
    assert (status, list(problem["errors"])) == (422, ["elements[0].type"])
    assert manager.get("lunch/draft/")[1]["definition"] == ONE_PAGE


def test_the_review_names_hints_and_changes_with_their_class(manager):
    make_survey("lunch")
    dish, _guests = ONE_PAGE["elements"]
    changed = [
        dish | {"title": "What?", "visibleIf": "{nobody} = 1"},
        {"type": "boolean", "name": "guests", "title": "Guests?"},
    ]
    manager.put("lunch/draft/", {"definition": ONE_PAGE | {"elements": changed}})
    status, review = manager.get("lunch/draft/review/")
    assert (status, review["compared_to"], review["has_news"], review["worst"]) == (200, 1, True, "breaking")
    assert [(f["path"], f["code"]) for f in review["findings"]] == [("elements[0].visibleIf", "unknown_name")]
    impacts = {(c["path"].rpartition(".")[2], c["impact"]) for c in review["changes"]}
    assert {impact for _, impact in impacts} == {"cosmetic", "additive", "breaking"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", "", {"slug": "lunch", "definition": ONE_PAGE, "anonymous": True}),
        ("put", "tea/draft/", {"definition": ONE_PAGE, "anonymous": True}),
        ("patch", "tea/draft/", {"anonymous": True}),
    ],
)
def test_a_setting_at_the_wrong_place_is_not_passed_over(manager, method, path, body):
    make_survey("tea", definition=TEA, publish=False)
    status, problem = getattr(manager, method)(path, body)
    assert (status, problem["errors"]) == (422, {"anonymous": ["There is no setting of this name."]})
    assert Survey.objects.get().revision == 1
