"""Leaving and coming back: the private link, the browser's back button, what was typed, and languages."""

from datetime import timedelta
from uuid import UUID

import pytest

from feedback_site.kit import clock
from feedback_site.kit.tokens import sign, uuid7
from surveys.actions.move_survey import move_survey
from surveys.models import Response
from surveys.queries.private_links import private_key, response_id_of
from surveys.rules.lifecycle import LINK_DAYS, Move
from tests.factories.surveys import Respondent, make_example, make_survey

pytestmark = pytest.mark.django_db


def test_save_now_and_continue_elsewhere(sam, client_for, rosa):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback")
    guest.send(nps="3")
    guest.send("later", what_went_wrong="Half a thou")
    link = guest.html.partition("<code>")[2].partition("</code>")[0]
    assert link.startswith("http://localhost")
    elsewhere = Respondent(client_for(rosa), "product-feedback")
    elsewhere.open("/s/" + link.partition("/s/")[2])
    assert "Half a thou" in elsewhere.html
    assert elsewhere.form.fields["page"] == ["reasons"]


def test_later_keeps_even_what_needs_mending(sam):
    make_survey()
    guest = Respondent(sam, "survey")
    guest.send("later", dish="Noodles", guests="plenty")
    response = Response.objects.get()
    assert (response.answers, response.pending) == (
        {"dish": "Noodles"},
        {"guests": {"value": "plenty", "comment": None}},
    )
    guest.open(f"/s/survey/{private_key(response.pk)}/")
    assert guest.form.fields["q.guests"] == ["plenty"]
    guest.send()
    assert guest.response.status_code == 422
    guest.send(guests="3")
    response.refresh_from_db()
    assert (response.status, response.answers, response.pending) == ("complete", {"dish": "Noodles", "guests": 3}, {})


def test_back_never_argues_and_never_forgets(sam):
    make_example("trust-pulse")
    guest = Respondent(sam, "trust-pulse")
    guest.send(trust="2")
    guest.send("back", lost="", kept="")
    assert guest.response.status_code == 200
    assert guest.form.fields["page"] == ["trust"]
    assert guest.form.fields["q.trust"] == ["2"]


def test_an_old_page_from_the_browsers_history_may_be_sent_again(sam):
    make_example("trust-pulse")
    guest = Respondent(sam, "trust-pulse")
    guest.send(trust="2")
    path, data = guest.sent
    guest.send(lost="Silence")
    guest.post(path, data | {"q.trust": "3"})
    assert guest.form.fields["page"] == ["why"]
    assert Response.objects.get().answers == {"trust": 3, "lost": "Silence"}


def test_answers_that_reopen_an_earlier_page_lead_there(sam):
    definition = {
        "pages": [
            {"name": "a", "elements": [{"type": "boolean", "name": "more"}]},
            {
                "name": "b",
                "visibleIf": "{more} = true",
                "elements": [{"type": "text", "name": "t", "isRequired": True}],
            },
            {"name": "c", "elements": [{"type": "text", "name": "end"}]},
        ]
    }
    make_survey(definition=definition)
    guest = Respondent(sam, "survey")
    first = guest.form
    guest.send(more="false")
    assert guest.form.fields["page"] == ["c"]
    last_path, last = guest.path, guest.form.fields
    guest.post("/s/survey/", first.fields | {"q.more": "true", "go": "next"})
    assert guest.form.fields["page"] == ["b"]
    guest.post(last_path, last | {"go": "next"})
    assert guest.form.fields["page"] == ["b"]
    assert Response.objects.get().status == "in_progress"
    guest.send(t="Now")
    guest.send()
    assert Response.objects.get().answers == {"more": True, "t": "Now"}


def test_nobody_jumps_ahead_by_the_address(sam):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback")
    guest.send(nps="10")
    base = guest.path.partition("?")[0]
    guest.open(f"{base}?page=contact")
    assert guest.form.fields["page"] == ["reasons"]
    forged = guest.form.fields | {"page": "contact", "shown": ["consent"], "q.consent": "false", "go": "next"}
    guest.post(base, forged)
    assert Response.objects.get().status == "in_progress"
    assert guest.form.fields["page"] == ["reasons"]


def test_new_questions_on_the_same_page_are_shown_before_one_goes_on(sam):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback")
    guest.send(nps="8")
    guest.send()
    guest.send(consent="true")
    assert "a few more questions" in guest.html
    assert guest.response.status_code == 200
    assert {"q.email", "q.name"} <= guest.form.names
    guest.send(email="nope")
    assert guest.response.status_code == 422
    guest.send(consent="false", email="")
    assert Response.objects.get().answers == {"nps": 8, "consent": False}


def test_answers_to_what_is_hidden_in_the_end_are_cleared(sam):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback")
    guest.send(nps="2")
    guest.send(what_went_wrong="Everything")
    guest.send("back")
    guest.send("back")
    guest.send(nps="10")
    guest.send(what_is_good="All of it")
    assert "what_went_wrong" in Response.objects.get().answers
    guest.send()
    assert Response.objects.get().answers == {"nps": 10, "what_is_good": "All of it"}


def test_after_the_end_the_link_shows_thanks_and_takes_nothing(sam):
    make_survey()
    guest = Respondent(sam, "survey")
    path, data = guest.send(dish="Rice") and guest.sent
    assert "Thank you" in guest.html
    address = f"/s/survey/{private_key(Response.objects.get().pk)}/"
    for again in (path, address):
        guest.post(again, data | {"q.dish": "Stones", "page": "page1"})
        assert "Thank you" in guest.html
    assert Response.objects.get().answers == {"dish": "Rice"}


def test_the_link_cannot_be_guessed(sam):
    make_survey()
    Respondent(sam, "survey").send("later", dish="Rice")
    response = Response.objects.get()
    good = private_key(response.pk)
    assert response_id_of(good) == response.pk
    for forged in (
        str(response.pk),
        good.partition("~")[0],
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        sign("other", good.partition("~")[0]),
        "~",
        "%00",
        "ü~x",
        "a" * 500,
    ):
        answer = sam.get(f"/s/survey/{forged}/")
        assert answer.status_code == 404, forged
        assert "This link is not complete." in answer.content.decode()
        assert sam.post(f"/s/survey/{forged}/", {"q.dish": "Stones"}).status_code == 404
    assert sam.get(f"/s/survey/{private_key(uuid7())}/").status_code == 404
    make_survey("another")
    assert sam.get(f"/s/another/{good}/").status_code == 404


def test_a_form_must_bring_an_id_that_we_gave_out(sam):
    make_survey()
    for forged in ("", str(UUID(int=5)), "x~y"):
        data = {"response": forged, "page": "page1", "q.dish": "Rice"}
        assert sam.post("/s/survey/", data).status_code == 404
    assert Response.objects.count() == 0


def test_a_link_expires_when_nobody_comes_back(sam):
    make_survey()
    with clock.at(clock.now() - timedelta(days=LINK_DAYS, minutes=1)):
        guest = Respondent(sam, "survey")
        guest.send("later", dish="Rice")
    answer = guest.open(guest.path)
    assert answer.status_code == 410
    assert "This link has expired." in guest.html


def test_languages_by_link_browser_and_habit(sam):
    make_example("product-feedback")
    assert "产品使用反馈" in Respondent(sam, "product-feedback", "zh-TW,zh;q=0.8").html
    assert "How is it going" in Respondent(sam, "product-feedback", "fr").html
    guest = Respondent(sam, "product-feedback", "zh-CN")
    guest.open("/s/product-feedback/?lang=en")
    assert "How is it going" in guest.html
    guest.send(nps="5")
    assert "You chose 5." in guest.html
    guest.open(f"{guest.path}&lang=zh-hans")
    assert "您给了 5 分" in guest.html
    assert Response.objects.get().language == "en"
    guest.send(what_went_wrong="慢")
    assert Response.objects.get().language == "zh-hans"
    sam.cookies["django_language"] = "zh-hans"
    assert "产品使用反馈" in Respondent(sam, "product-feedback", "en").html


@pytest.mark.parametrize("move", ["pause", "close"])
def test_a_paused_or_closed_survey_takes_nobody_new_but_lets_those_inside_finish(sam, client_for, rosa, move):
    survey = make_example("product-feedback")
    inside, late = Respondent(sam, "product-feedback"), Respondent(client_for(rosa), "product-feedback")
    inside.send(nps="10")
    move_survey(survey_id=survey.pk, move=Move(move), by=None)
    assert late.send(nps="1").status_code == 410
    assert late.open("/s/product-feedback/").status_code == 410
    assert "takes no answers" in late.html
    inside.send()
    inside.send()
    response = Response.objects.get()
    assert response.status == "complete"
    assert response.quality.get("late") is (True if move == "close" else None)


def test_a_filled_trap_is_noted_and_nothing_is_dropped(sam):
    make_survey()
    Respondent(sam, "survey").send(dish="Spam", homepage="https://spam.example")
    response = Response.objects.get()
    assert (response.status, response.quality["tier"], response.quality["reasons"]) == ("complete", "c", ["honeypot"])
