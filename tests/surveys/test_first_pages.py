"""The first page is drawn once a minute; what must differ between visitors does."""

import re

import pytest
from django.test import Client

from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response
from tests.factories.surveys import ONE_PAGE, make_survey

pytestmark = pytest.mark.django_db


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page.content.decode()).group(1)


def test_every_visitor_gets_secrets_of_their_own():
    make_survey()
    first, second = Client().get("/s/survey/"), Client().get("/s/survey/")
    assert hidden(first, "response") != hidden(second, "response")
    assert hidden(first, "csrfmiddlewaretoken") != hidden(second, "csrfmiddlewaretoken")
    assert "goes-here" not in first.content.decode()


def test_the_secrets_work():
    make_survey()
    visitor = Client(enforce_csrf_checks=True)
    Client().get("/s/survey/")
    page = visitor.get("/s/survey/")
    fields = {name: hidden(page, name) for name in ("response", "csrfmiddlewaretoken", "page", "language", "shown")}
    assert visitor.post("/s/survey/", {**fields, "q.dish": "soup", "go": "next"}).status_code == 303
    assert Response.objects.get().answers == {"dish": "soup"}


def test_the_language_is_the_visitors():
    make_survey(definition={**ONE_PAGE, "title": {"default": "Lunch", "zh-cn": "午饭"}})
    pages = [Client().get(f"/s/survey/?lang={language}").content.decode() for language in ("en", "zh-hans", "en")]
    assert ["午饭" in page for page in pages] == [False, True, False]


def test_a_new_version_shows_at_once():
    survey = make_survey()
    Client().get("/s/survey/")
    replace_draft(survey_id=survey.pk, definition={**ONE_PAGE, "title": "Dinner"})
    publish_survey(survey_id=survey.pk)
    assert "Dinner" in Client().get("/s/survey/").content.decode()


def test_an_order_by_lot_is_drawn_for_each():
    choices = [f"c{number}" for number in range(40)]
    question = {"type": "radiogroup", "name": "q", "choicesOrder": "random", "choices": choices}
    make_survey(definition={"elements": [question]})
    orders = [re.findall(r'value="(c\d+)"', Client().get("/s/survey/").content.decode()) for _visit in range(2)]
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
