"""Whoever reloads a first page goes on with what they have begun, and nobody is taken for somebody else."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response
from surveys.models.response_count import ResponseCount
from tests.factories.surveys import Respondent, make_survey
from tests.support.drain import drain
from tests.surveys.test_first_pages import hidden

TWO_PAGES = {
    "pages": [
        {"name": "one", "elements": [{"type": "text", "name": "dish", "title": "Dish", "isRequired": True}]},
        {"name": "two", "elements": [{"type": "text", "name": "why", "title": "Why?", "isRequired": True}]},
    ]
}
RELOAD = {"Cache-Control": "max-age=0"}


def id_on(client, **headers):
    return hidden(client.get("/s/survey/", headers=headers), "response")


@pytest.fixture
def survey(db):
    return make_survey(definition=TWO_PAGES)


@pytest.mark.parametrize("definition", [TWO_PAGES, {**TWO_PAGES, "questionsOrder": "random"}])
def test_a_reload_goes_on_and_one_is_counted(db, sam, definition):
    make_survey(definition=definition)
    guest = Respondent(sam, "survey")
    guest.send(dish="Rice")
    key = guest.path.split("/")[3]
    assert id_on(sam, **RELOAD) == id_on(sam, **{"Cache-Control": "no-cache"}) == key
    page = sam.get("/s/survey/", headers=RELOAD)
    fields = {name: hidden(page, name) for name in ("page", "language", "shown")}
    sam.post(f"/s/survey/{key}/first/", fields | {"q.dish": "Noodles", "go": "next"})
    drain()
    assert Response.objects.get().answers == {"dish": "Noodles"}
    assert list(ResponseCount.objects.values_list("started", "completed")) == [(1, 0)]


def test_looking_reloading_and_opening_twice_begin_nothing(survey, sam):
    seen = {id_on(sam), id_on(sam), id_on(sam, **RELOAD), id_on(sam, **RELOAD)}
    drain()
    assert (len(seen), Response.objects.count(), ResponseCount.objects.count()) == (4, 0, 0)
    assert "begun" not in sam.cookies


def test_a_page_opened_anew_is_another_persons(survey, sam):
    guest = Respondent(sam, "survey")
    guest.send(dish="Rice")
    assert id_on(sam) != guest.path.split("/")[3]


def test_what_is_complete_is_forgotten_for_the_next_person(survey, sam):
    guest = Respondent(sam, "survey")
    guest.send(dish="Rice")
    key = guest.path.split("/")[3]
    guest.send(why="Hot")
    assert sam.cookies["begun"].value == ""
    assert id_on(sam, **RELOAD) != key


def test_two_windows_side_by_side_stay_two_people(survey, sam):
    first, second = Respondent(sam, "survey"), Respondent(sam, "survey")
    first.send(dish="Rice")
    second.send(dish="Noodles")
    keys = {guest.path.split("/")[3] for guest in (first, second)}
    assert (len(keys), id_on(sam, **RELOAD) in keys) == (2, False)


@pytest.mark.parametrize("value", ["", "nonsense", "AAAA~bbbb", "é"])
def test_a_made_up_cookie_does_nothing(survey, value):
    client = Client(headers={"Cookie": f"begun={value}"})
    assert client.get("/s/survey/", headers=RELOAD).status_code == 200


def test_the_cookie_is_the_surveys_own_and_no_scripts(survey, sam):
    Respondent(sam, "survey").send(dish="Rice")
    cookie = sam.cookies["begun"]
    assert (cookie["path"], cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "/s/survey/",
        3_600,
        True,
        "Lax",
    )


def test_scripts_are_given_it_too(survey, sam):
    guest = Respondent(sam, "survey")
    fields = guest.form.fields | {"q.dish": "Rice", "go": "next"}
    answer = sam.post(guest.form.action, fields, headers={"X-Sent-By": "script"})
    assert (answer.status_code, answer.cookies["begun"].value) == (204, answer["X-Next"].split("/")[3])


def test_only_a_reload_of_what_was_begun_costs_a_query_more(survey, sam):
    Respondent(sam, "survey").send(dish="Rice")
    costs = []
    for headers in ({}, RELOAD):
        with CaptureQueriesContext(connection) as queries:
            id_on(sam, **headers)
        costs.append(len(queries))
    assert costs == [1, 2]


def test_a_reload_after_another_version_goes_on_with_the_version_begun(survey, sam):
    guest = Respondent(sam, "survey")
    guest.send(dish="Rice")
    renamed = {"pages": [{"name": "new", "elements": [{"type": "text", "name": "meal", "title": "Meal"}]}]}
    replace_draft(survey_id=survey.pk, definition=renamed)
    publish_survey(survey_id=survey.pk)
    page = sam.get("/s/survey/", headers=RELOAD)
    assert ("Dish" in page.content.decode(), "Meal" in sam.get("/s/survey/").content.decode()) == (True, True)
    fields = {name: hidden(page, name) for name in ("page", "language", "shown", "version")}
    sam.post(f"/s/survey/{guest.path.split('/')[3]}/first/", fields | {"q.dish": "Noodles", "go": "next"})
    assert Response.objects.get().answers == {"dish": "Noodles"}


def test_what_was_completed_elsewhere_swallows_nothing_typed_after_a_reload(survey, sam):
    guest = Respondent(sam, "survey")
    guest.send(dish="Rice")
    elsewhere = Client()
    page = elsewhere.get(guest.path)
    fields = {name: hidden(page, name) for name in ("page", "language", "shown")}
    elsewhere.post(guest.path, fields | {"q.why": "Hot", "go": "next"})
    assert id_on(sam, **RELOAD) != guest.path.split("/")[3]


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_browser_that_reloads_goes_on(open_browser, javascript):
    make_survey(definition=TWO_PAGES)
    page = open_browser(javascript=javascript)
    page.goto("/s/survey/")
    page.get_by_label("Dish").fill("Rice")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Why?")).to_be_visible()
    page.go_back()
    page.reload()
    page.get_by_label("Dish").fill("Noodles")
    page.get_by_role("button", name=re.compile("Next")).click()
    page.get_by_label("Why?").fill("Hot")
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().answers == {"dish": "Noodles", "why": "Hot"}
