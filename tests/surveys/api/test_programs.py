"""Programs do what people do, with the same permissions and the same verbs."""

import pytest
from django.test import Client

from feedback_site.kit.tokens import uuid7
from surveys.models import Response, Survey
from tests.factories.surveys import ONE_PAGE, Respondent, example, make_example, make_survey
from tests.surveys.api.program import Program

pytestmark = pytest.mark.django_db
ID = "01980000-0000-7000-8000-000000000001"


def test_import_publish_submit_and_read(manager, stranger):
    definition, settings = example("product-feedback")
    body = {"definition": definition, "settings": settings, "slug": "product"}
    assert manager.post("", body) == (201, manager.get("")[1]["items"][0])
    assert manager.get("")[1]["items"][0]["state"] == "draft"
    assert stranger.get("product/")[0] == 404
    status, version = manager.post("product/versions/")
    assert (status, version["number"], version["languages"]) == (201, 1, ["en", "zh-hans"])
    status, live = stranger.get("product/")
    assert (status, live["definition"]) == (200, definition)
    answers = {"nps": 9, "aspects": {"speed": "good"}, "wishes": ["other"], "wishes-Comment": "Dark mode"}
    sent = {"id": ID, "answers": answers, "language": "zh-hans"}
    receipt = {"id": ID, "status": "complete", "counted": True, "key": None, "link": None}
    assert stranger.post("product/responses/", sent) == (201, receipt)
    assert stranger.post("product/responses/", sent) == (200, receipt)
    status, page = manager.get("product/responses/")
    assert (status, page["next"], len(page["items"])) == (200, None, 1)
    status, found = manager.get(f"product/responses/{ID}/")
    assert found == page["items"][0]
    assert (found["answers"], found["language"], found["version"]) == (answers, "zh-hans", 1)
    assert manager.put("product/state/", {"move": "close"})[1]["state"] == "closed"
    assert stranger.get("product/")[0] == 410
    assert stranger.post("product/responses/", sent) == (200, receipt)
    assert stranger.post("product/responses/", sent | {"id": str(uuid7())})[0] == 410
    assert Response.objects.count() == 1


def test_replaying_other_answers_is_a_conflict(stranger):
    make_survey()
    make_survey("another")
    body = {"id": ID, "answers": {"dish": "Rice"}}
    assert stranger.post("survey/responses/", body)[0] == 201
    assert stranger.post("survey/responses/", body | {"answers": {"dish": "Stones"}})[0] == 409
    assert stranger.post("another/responses/", body)[0] == 409
    assert Response.objects.get().answers == {"dish": "Rice"}


def test_a_part_can_be_continued_by_its_link(stranger, sam):
    make_survey()
    body = {"id": ID, "answers": {"guests": 2}, "complete": False}
    status, receipt = stranger.post("survey/responses/", body)
    assert (status, receipt["status"]) == (201, "in_progress")
    assert stranger.post("survey/responses/", body) == (200, receipt)
    guest = Respondent(sam, "survey")
    guest.open("/s/" + receipt["link"].partition("/s/")[2])
    assert guest.form.fields["q.guests"] == ["2"]
    guest.send(dish="Rice")
    assert Response.objects.get().answers == {"dish": "Rice", "guests": 2}


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, {"answers.dish": ["Response required."]}),
        ({"dish": "x", "guests": 99}, {"answers.guests": ["The value should not be greater than 9"]}),
        ({"dish": "x", "guests": "many"}, {"answers.guests": ["Please enter a number."]}),
        ({"dish": {"a": 1}}, {"answers.dish": ["A text was expected here."]}),
        ({"dish": "x\x00"}, {"answers.dish": ["A text was expected here."]}),
        ({"dish": "x", "dessert": "y"}, {"answers.dessert": ["There is no question of this name."]}),
    ],
)
def test_errors_come_by_path_and_nothing_is_stored(stranger, answers, errors):
    make_survey()
    status, problem = stranger.post("survey/responses/", {"id": ID, "answers": answers})
    assert (status, problem["errors"]) == (422, errors)
    assert Response.objects.count() == 0


def test_answers_that_the_path_does_not_reach_are_not_kept(stranger):
    make_example("product-feedback")
    answers = {"nps": 10, "what_went_wrong": "I lie", "consent": False, "email": "nobody"}
    assert stranger.post("product-feedback/responses/", {"id": ID, "answers": answers})[0] == 201
    assert Response.objects.get().answers == {"nps": 10, "consent": False}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"id": "5"}, "id"),
        ({"id": "b2b1a0b2-0d8e-4b0e-9a51-9a1b6d4b2f11"}, "id"),
        ({"id": ID, "answers": []}, "answers"),
        ({"id": ID, "complete": "perhaps"}, "complete"),
        ({"id": ID, "language": ["en"]}, "language"),
        ([], "non_field_errors"),
    ],
)
def test_wrong_types(stranger, body, field):
    make_survey()
    status, problem = stranger.post("survey/responses/", body)
    assert status == 422
    assert list(problem["errors"]) == [field]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400),
        (b'{"id": NaN}', 400),
        (b"[" * 100_000, 400),
        (b"\xff", 400),
        (b"", 422),
        (b'{"answers": "' + b"x" * 10_000_000 + b'"}', 413),
    ],
)
def test_broken_bodies(sam, raw, status):
    make_survey()
    answer = sam.post("/api/surveys/survey/responses/", raw, content_type="application/json")
    assert answer.status_code == status
    assert Response.objects.count() == 0


def test_refusals_of_an_import_name_every_path(manager):
    body = {"definition": {"elements": [{"type": "x", "name": "a"}, {"type": "text"}], "foo": 1}, "slug": "a"}
    status, problem = manager.post("", body)
    assert status == 422
    assert set(problem["errors"]) == {"elements[0].type", "elements[1]", "foo"}
    assert manager.post("", {"definition": []})[0] == 422
    assert manager.post("", {})[0] == 422
    assert Survey.objects.count() == 0


def test_lists_are_paged_by_cursor(manager, stranger):
    make_survey()
    for _ in range(3):
        stranger.post("survey/responses/", {"id": str(uuid7()), "answers": {"dish": "Rice"}})
    page = manager.get("survey/responses/?status=complete")[1]
    assert len(page["items"]) == 3
    assert manager.get("survey/responses/?status=in_progress")[1]["items"] == []
    assert manager.get("survey/responses/?cursor=zzz")[0] == 400


@pytest.mark.parametrize(
    "call",
    [
        ("get", "", "agent"),
        ("post", "", "manager"),
        ("put", "survey/draft/", "manager"),
        ("post", "survey/versions/", "manager"),
        ("put", "survey/state/", "manager"),
        ("get", "survey/responses/", "agent"),
        ("get", f"survey/responses/{ID}/", "agent"),
    ],
)
def test_permissions(client_for, rosa, amir, call, request):
    method, path, allowed = call
    make_survey(definition=ONE_PAGE)
    refused = [(Client(), 401), (client_for(rosa), 403)] + ([(client_for(amir), 403)] if allowed == "manager" else [])
    for client, status in refused:
        assert getattr(Program(client), method)(path, {} if method != "get" else None)[0] == status
    passed = client_for(request.getfixturevalue("max_") if allowed == "manager" else amir)
    assert getattr(Program(passed), method)(path, {} if method != "get" else None)[0] not in (401, 403)
