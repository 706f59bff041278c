"""Another language in the middle of a page, what scripts are told, and what no shared browser keeps."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.test import Client

from feedback_site.kit import clock
from surveys.models import Response
from surveys.queries.private_links import private_key
from surveys.rules.lifecycle import LINK_DAYS
from tests.factories.surveys import Respondent, make_survey

pytestmark = pytest.mark.django_db

TEXTS = {
    "title": {"default": "Lunch", "zh-cn": "午餐", "he": "ארוחת צהריים", "fa": "ناهار", "fi": "Lounas"},
    "pages": [
        {
            "name": "one",
            "elements": [
                {"type": "text", "name": "dish", "title": {"default": "Dish", "zh-cn": "菜"}, "isRequired": True},
                {"type": "text", "name": "guests", "inputType": "number", "isRequired": True},
            ],
        },
        {"name": "two", "elements": [{"type": "text", "name": "rest"}]},
    ],
}


@pytest.fixture
def guest(sam):
    make_survey(definition=TEXTS)
    return Respondent(sam, "survey")


def switch(guest, language, **answers):
    fields = guest.form.fields | {f"q.{name}": value for name, value in answers.items()}
    return guest.post(urljoin(guest.path, guest.form.action), fields | {"speak": language})


def test_what_was_typed_comes_along(guest):
    switch(guest, "zh-hans", dish="汤", guests="many")
    assert 'lang="zh-hans"' in guest.html
    assert guest.form.fields["q.dish"] == ["汤"]
    assert guest.form.fields["q.guests"] == ["many"]
    assert "error-summary" not in guest.html
    response = Response.objects.get()
    assert (response.language, response.page, response.visited, response.status) == (
        "zh-hans",
        "one",
        ["one"],
        "in_progress",
    )
    switch(guest, "en")
    assert guest.form.fields["q.dish"] == ["汤"]
    guest.send(guests="2")
    assert guest.form.fields["page"] == ["two"]


def test_with_nothing_typed_nothing_begins(guest):
    switch(guest, "zh-hans")
    assert 'lang="zh-hans"' in guest.html
    assert guest.path == "/s/survey/?lang=zh-hans"
    assert Response.objects.count() == 0


def test_a_language_that_the_survey_does_not_have_changes_nothing(guest):
    switch(guest, "tlh", dish="Gagh")
    assert Response.objects.get().language == "en"
    assert guest.form.fields["q.dish"] == ["Gagh"]


@pytest.mark.parametrize(("language", "direction"), [("he", "rtl"), ("fa", "rtl"), ("fi", "ltr")])
def test_our_own_words_say_that_they_are_english(guest, language, direction):
    guest.open(f"/s/survey/?lang={language}")
    assert f'<html lang="{language}" dir="{direction}">' in guest.html
    assert '<span lang="en" dir="ltr">Next</span>' in guest.html
    assert '<details class="small survey-notice" lang="en" dir="ltr">' in guest.html


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_where_we_speak_the_language_they_do_not(guest, language):
    guest.open(f"/s/survey/?lang={language}")
    assert 'dir="ltr">' in guest.html
    assert guest.html.count(f'lang="{language}"') == 2
    assert ' lang="en" dir="ltr">' not in guest.html.replace('<html lang="en" dir="ltr">', "")


def test_a_script_is_told_where_to_go(guest, sam):
    fields = guest.form.fields | {"q.dish": "Soup", "q.guests": "2"}
    told = sam.post("/s/survey/", fields, headers={"X-Sent-By": "script"})
    assert (told.status_code, told.content) == (204, b"")
    assert told["X-Next"].startswith("/s/survey/")
    assert sam.get(told["X-Next"]).context["page_name"] == "two"
    assert sam.post("/s/survey/", fields)["Location"] == told["X-Next"]


def test_looking_keeps_nothing(guest, sam):
    fields = guest.form.fields | {"q.dish": "Soup", "go": "look"}
    shown = sam.post("/s/survey/", fields)
    assert shown.status_code == 200
    assert 'value="Soup"' in shown.text
    assert "error-summary" not in shown.text
    assert Response.objects.count() == 0
    guest.send("later", dish="Soup")
    path = f"/s/survey/{private_key(Response.objects.get().pk)}/"
    guest.open(path)
    before = Response.objects.values().get()
    shown = sam.post(path, guest.form.fields | {"q.dish": "Rice", "go": "look", "checked": "1"})
    assert 'value="Rice"' in shown.text
    assert "Response required." in shown.text
    assert Response.objects.values().get() == before


def test_what_was_answered_leaves_no_trace_on_a_shared_browser(guest, sam):
    guest.send("later", dish="Soup")
    assert guest.response["Cache-Control"] == "private, no-store"
    guest.open(guest.path.partition("?")[0])
    guest.send(guests="2")
    guest.send()
    assert "Thank you" in guest.html
    assert guest.response["Cache-Control"] == "private, no-store"
    key = private_key(Response.objects.get().pk)
    for path, at, status in ((f"/s/survey/{key}x/", 0, 404), (f"/s/survey/{key}/", LINK_DAYS + 1, 410)):
        with clock.at(clock.now() + timedelta(days=at)):
            refused = Client().get(path)
        assert (refused.status_code, refused["Cache-Control"]) == (status, "private, no-store")


def test_a_preview_switches_too_and_saves_nothing(client_for, amir):
    make_survey(definition=TEXTS)
    staff = Respondent(client_for(amir), "survey/preview", base="/console/surveys")
    staff.open("/console/surveys/survey/preview/?lang=en")
    switch(staff, "he", dish="Soup", guests="many")
    assert '<html lang="he" dir="rtl">' in staff.html
    assert staff.form.fields["q.dish"] == ["Soup"]
    assert staff.form.fields["q.guests"] == ["many"]
    assert Response.objects.count() == 0


def test_a_comment_beside_a_choice_comes_along(sam):
    choice = {"type": "radiogroup", "name": "dish", "choices": ["soup"], "showCommentArea": True}
    make_survey(definition=TEXTS | {"pages": [{"name": "one", "elements": [choice]}, TEXTS["pages"][1]]})
    guest = Respondent(sam, "survey")
    switch(guest, "zh-hans", **{"dish": "soup", "dish#comment": "Salty"})
    assert guest.form.fields["q.dish#comment"] == ["Salty"]
    assert Response.objects.get().answers == {"dish": "soup", "dish-Comment": "Salty"}
