"""Staff import, look, publish, follow up and read."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.actions.replace_draft import replace_draft
from surveys.models import Response, Survey
from tests.factories.surveys import EXAMPLES, Respondent, example, make_example, make_survey

pytestmark = pytest.mark.django_db


def upload(name, content):
    return SimpleUploadedFile(name, content, content_type="application/json")


def test_import_look_and_publish(client_for, max_, sam):
    client = client_for(max_)
    files = {
        "definition_file": upload("survey.json", (EXAMPLES / "product-feedback.json").read_bytes()),
        "settings_file": upload("settings.json", (EXAMPLES / "product-feedback.settings.json").read_bytes()),
        "slug": "product",
    }
    answer = client.post("/console/surveys/import/", files)
    assert (answer.status_code, answer["Location"]) == (303, "/console/surveys/product/")
    page = client.get("/console/surveys/product/").content.decode()
    assert "Draft" in page
    assert "Nobody can answer yet" in page
    assert "what_went_wrong" not in page
    assert client.post("/console/surveys/product/versions/").status_code == 303
    page = client.get("/console/surveys/product/").content.decode()
    assert "/s/product/" in page
    assert "Version 1 is live." in page
    assert sam.get("/s/product/").status_code == 200
    assert Survey.objects.get().created_by == max_


def test_findings_are_listed_by_path_and_the_text_is_kept(client_for, max_):
    definition = json.dumps({"elements": [{"type": "signaturepad", "name": "s"}], "bogus": 1})
    answer = client_for(max_).post("/console/surveys/import/", {"definition_text": definition})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<code>elements[0].type</code>" in page
    assert "<code>bogus</code>" in page
    assert "signaturepad&quot;" in page
    assert Survey.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose a file or paste a definition."),
        ({"definition_text": "{"}, "line 1, column 2"),
        ({"definition_text": "[" * 50_000}, "not JSON"),
        ({"definition_text": "[]"}, "not a JSON object"),
        ({"definition_text": "{}", "slug": "Not Good"}, "small letters"),
        ({"definition_text": "{}", "slug": "taken"}, "already has this address"),
    ],
)
def test_what_cannot_be_imported(client_for, max_, fields, words):
    make_survey("taken")
    answer = client_for(max_).post("/console/surveys/import/", fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Survey.objects.count() == 1


def test_a_name_that_is_no_text_is_named_as_far_as_it_can_be(client_for, max_):
    wish = {"definition_text": r'{"\ud800": 1, "\u0000": 2, "elements": [{"type": "text", "name": "q"}]}'}
    answer = client_for(max_).post("/console/surveys/import/", wish)
    assert answer.status_code == 422
    assert "cannot be imported yet" in answer.text


def test_a_colleagues_newer_draft_is_not_replaced_unless_it_is_meant(client_for, max_, ada):
    survey = make_survey(publish=False)
    client, place = client_for(max_), "/console/surveys/survey/draft/"
    seen = re.search(r'name="revision" value="(\d+)"', client.get(place).text)[1]
    replace_draft(survey_id=survey.pk, definition={"title": "Ada's", "elements": []}, by=ada)
    mine, settings = {"title": "Mine", "elements": []}, {"limits": {"cap": 3}}
    files = {"settings_file": upload("s.json", json.dumps(settings).encode())}
    conflict = client.post(place, {"definition_text": json.dumps(mine), "revision": seen, **files})
    assert (conflict.status_code, "Ada" in conflict.text) == (409, True)
    assert Survey.objects.get().draft["title"] == "Ada's"
    carried = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', conflict.text))
    again = client.post(place, {name: html.unescape(value) for name, value in carried.items()})
    assert again.status_code == 303
    assert (Survey.objects.get().draft, Survey.objects.get().settings["limits"]["cap"]) == (mine, 3)


def test_a_colleagues_newer_settings_are_not_replaced_unless_it_is_meant(client_for, max_, ada):
    survey = make_survey(publish=False)
    client, place = client_for(max_), "/console/surveys/survey/draft/"
    seen = dict(re.findall(r'name="(revision|settings_seen)" value="([^"]+)"', client.get(place).text))
    replace_draft(survey_id=survey.pk, settings={"limits": {"cap": 9}, "invited_only": True}, by=ada)
    wish = {"definition_text": '{"title": "Mine", "elements": []}', **seen}
    files = lambda: {"settings_file": upload("s.json", b'{"limits": {"cap": 3}}')}  # noqa: E731 -- a file is read once
    conflict = client.post(place, {**wish, **files()})
    assert (conflict.status_code, Survey.objects.get().draft["title"]) == (409, "Lunch")
    told = [html.unescape(cell) for cell in re.findall(r'<td [^>]*class="pre">([^<]*)</td>', conflict.text)]
    assert told == ['{"cap": 3}', '{"cap": 9}', "", "true"]
    carried = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', conflict.text))
    again = client.post(place, {name: html.unescape(value) for name, value in carried.items()})
    assert (again.status_code, Survey.objects.get().settings) == (303, {"limits": {"cap": 3}})


def test_newer_settings_are_no_conflict_for_a_file_without_any(client_for, max_, ada):
    survey = make_survey(publish=False)
    client, place = client_for(max_), "/console/surveys/survey/draft/"
    seen = dict(re.findall(r'name="(revision|settings_seen)" value="([^"]+)"', client.get(place).text))
    replace_draft(survey_id=survey.pk, settings={"limits": {"cap": 9}}, by=ada)
    answer = client.post(place, {"definition_text": '{"title": "Mine", "elements": []}', **seen})
    assert (answer.status_code, Survey.objects.get().settings["limits"]["cap"]) == (303, 9)


def test_ones_own_newer_draft_is_no_conflict(client_for, max_):
    survey = make_survey(publish=False)
    replace_draft(survey_id=survey.pk, definition={"title": "Mine", "elements": []}, by=max_)
    wish = {"definition_text": '{"title": "Mine, too"}', "revision": "1"}
    assert client_for(max_).post("/console/surveys/survey/draft/", wish).status_code == 303


def test_a_file_that_is_no_text(client_for, max_):
    answer = client_for(max_).post("/console/surveys/import/", {"definition_file": upload("x.json", b"\xff\xfe\x00")})
    assert answer.status_code == 422
    large = upload("x.json", b" " * 3_000_000)
    answer = client_for(max_).post("/console/surveys/import/", {"definition_file": large})
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_pause_close_reopen(client_for, max_):
    make_survey()
    client = client_for(max_)
    for move, state in (("pause", "paused"), ("reopen", "live"), ("close", "closed")):
        assert client.post("/console/surveys/survey/state/", {"move": move}).status_code == 303
        assert Survey.objects.get().state == state
    assert client.post("/console/surveys/survey/state/", {"move": "pause"}).status_code == 409
    assert client.post("/console/surveys/survey/state/", {"move": "explode"}).status_code == 422
    assert client.post("/console/surveys/survey/versions/").status_code == 409


def test_the_rule_for_following_up(client_for, max_):
    definition, _settings = example("product-feedback")
    make_survey("product", definition)
    client = client_for(max_)
    page = client.get("/console/surveys/product/follow-up/").content.decode()
    assert "How likely are you to recommend us" in page
    rule = {"score": "nps", "at_most": "6", "comment": "what_went_wrong", "consent": "consent", "email": "email"}
    answer = client.post("/console/surveys/product/follow-up/", rule | {"comment": ""})
    assert answer.status_code == 422
    assert "This setting is missing." in answer.content.decode()
    assert client.post("/console/surveys/product/follow-up/", rule).status_code == 303
    assert Survey.objects.get().settings == {"follow_up": rule | {"at_most": 6.0, "name": ""}}
    assert client.post("/console/surveys/product/follow-up/", {"score": ""}).status_code == 303
    assert Survey.objects.get().settings == {}


def test_the_preview_is_what_respondents_get_and_saves_nothing(client_for, amir, sam):
    make_example("product-feedback")
    agent = Respondent(client_for(amir), "product-feedback")
    agent.open("/console/surveys/product-feedback/preview/?lang=zh-hans")
    assert "产品使用反馈" in agent.html
    assert "This is a preview" not in agent.html.partition("<main")[0]
    assert agent.send().status_code == 422
    agent.send(nps="2")
    assert "您给了 2 分" in agent.html
    agent.send("back", what_went_wrong="慢")
    agent.send()
    assert "慢" in agent.html
    agent.send()
    agent.send(consent="true")
    agent.send(consent="false")
    assert "感谢您的反馈！" in agent.html
    assert Response.objects.count() == 0
    assert agent.open("/console/surveys/product-feedback/preview/?version=1").status_code == 200
    for version in ("2", "x", "9" * 40):
        assert agent.open(f"/console/surveys/product-feedback/preview/?version={version}").status_code == 404
    for carried in ("[]", "{", '{"pending": {"a": 1}}', '{"answers": 5}'):
        assert agent.client.post("/console/surveys/product-feedback/preview/", {"carried": carried}).status_code == 400


def test_responses_in_words(client_for, amir, sam):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback", "zh-CN")
    guest.send(nps="3", tenure="new")
    guest.send("later", what_went_wrong="太慢了", aspects={"speed": "bad"})
    client = client_for(amir)
    response = Response.objects.get()
    page = client.get("/console/surveys/product-feedback/responses/").content.decode()
    assert str(response.pk) in page
    page = client.get(f"/console/surveys/product-feedback/responses/{response.pk}/").content.decode()
    assert "How long have you been using it?" in page
    assert "Less than a month" in page
    assert "Speed: Dissatisfied" in page
    assert "太慢了" in page
    other = make_survey("other")
    assert client.get(f"/console/surveys/{other.slug}/responses/{response.pk}/").status_code == 404
    assert client.get("/console/surveys/product-feedback/responses/?cursor=%00").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_however_long(client_for, max_, sam, rows):
    for number in range(rows):
        make_survey(f"survey-{number}")
    for _ in range(rows):
        Respondent(sam, "survey-0").send(dish="Rice")
    client = client_for(max_)
    for path, most in (("", 3), ("survey-0/", 6), ("survey-0/responses/", 4)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/console/surveys/{path}").status_code == 200
        assert len(queries) == most, (path, [q["sql"][:150] for q in queries])


READ = ["", "survey/", "survey/preview/", "survey/responses/"]
EDIT = ["import/", "survey/draft/", "survey/follow-up/"]
PUBLISH = ["survey/versions/", "survey/state/"]


def test_permissions(client_for, sam, rosa, amir, max_):
    make_survey()
    for path in READ + EDIT + PUBLISH:
        assert sam.get(f"/console/surveys/{path}").status_code == 302
        assert client_for(rosa).get(f"/console/surveys/{path}").status_code == 403
    for path in READ:
        assert client_for(amir).get(f"/console/surveys/{path}").status_code == 200
    for path in EDIT + PUBLISH:
        assert client_for(amir).post(f"/console/surveys/{path}").status_code == 403
        assert client_for(max_).post(f"/console/surveys/{path}").status_code != 403
    page = client_for(amir).get("/console/surveys/survey/").content.decode()
    assert "Publish</button>" not in page
    assert "Close</button>" not in page
