"""Staff begin with a template: read about it, look at it, make a draft of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import Response, Survey
from surveys.rules.instruments.templates import TEMPLATE_KEYS, templates
from tests.factories.surveys import ONE_PAGE, Respondent, make_survey

pytestmark = pytest.mark.django_db
PAGE = "/console/surveys/templates/"


def test_the_page_names_sources_and_what_is_not_validated(client_for, max_):
    client = client_for(max_)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE).content.decode()
    assert len(queries) == 2
    assert all(t.name["default"] in page for t in templates())
    assert "Brooke, J. (1996)" in page
    assert page.count("Locked wording") == 5
    assert page.count("It is not validated") == 5
    assert Survey.objects.count() == 0


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
def test_use_this(client_for, max_, key):
    client = client_for(max_)
    answer = client.post(PAGE, {"template": key})
    survey = Survey.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/console/surveys/{survey.slug}/")
    assert (survey.state, survey.created_by) == ("draft", max_)
    assert survey.settings.get("instrument") == (key if key in ("nps", "csat", "ces", "sus", "umux-lite") else None)
    assert client.post(f"/console/surveys/{survey.slug}/versions/").status_code == 303
    assert client.post(PAGE, {"template": key}).status_code == 303
    assert Survey.objects.count() == 2


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_preview_keeps_nothing(client_for, max_, key, language):
    client = client_for(max_)
    page = client.get(f"{PAGE}{key}/preview/?lang={language}").content.decode()
    assert f'lang="{language}"' in page
    assert PAGE in page
    client.post(f"{PAGE}{key}/preview/", {"carried": "{}", "go": "next"})
    assert (Survey.objects.count(), Response.objects.count()) == (0, 0)


def test_the_follow_up_rule_travels(client_for, max_, sam):
    client_for(max_).post(PAGE, {"template": "nps"})
    survey = Survey.objects.get()
    client_for(max_).post(f"/console/surveys/{survey.slug}/versions/")
    guest = Respondent(sam, survey.slug)
    guest.send(nps="2")
    guest.send(what_went_wrong="Slow")
    guest.send(consent="true")
    guest.send(consent="true", email="sam@example.org")
    response = Response.objects.get()
    assert response.answers == {"nps": 2, "what_went_wrong": "Slow", "consent": True, "email": "sam@example.org"}


def test_who_may(client_for, sam, amir, max_):
    assert sam.get(PAGE).status_code == 302
    assert client_for(amir).get(PAGE).status_code == 403
    assert client_for(amir).post(PAGE, {"template": "nps"}).status_code == 403
    assert client_for(max_).post(PAGE, {"template": "../nps"}).status_code == 404
    assert client_for(max_).post(PAGE).status_code == 404
    assert client_for(max_).get(f"{PAGE}nothing/preview/").status_code == 404


def test_the_consoles_own_addresses_are_no_surveys(client_for, max_):
    assert make_survey("", {**ONE_PAGE, "title": "Templates"}).slug.startswith("templates-")
    answer = client_for(max_).post("/console/surveys/import/", {"definition_text": "{}", "slug": "templates"})
    assert answer.status_code == 422
