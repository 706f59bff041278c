"""Whoever is invited answers once, comes back to what they began, and leaves no trace in an anonymous survey."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from feedback_site.kit import clock
from notifications.models import LoggedEvent
from surveys.models import Invitation, Response
from surveys.rules.anonymity import coarse
from tests.factories.surveys import ONE_PAGE, Respondent, make_survey
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
TWO_PAGES = {
    "title": "Trust",
    "pages": [
        {"name": "one", "elements": [{"type": "rating", "name": "trust"}]},
        {"name": "two", "elements": [{"type": "comment", "name": "why"}]},
    ],
}


def invite(manager, *addresses):
    assert manager.post("survey/invitations/", {"addresses": addresses})[0] == 201


def open_link(link, client=None):
    guest = Respondent(client or Client(), "survey")
    guest.open(link)
    if guest.response.status_code == 303:
        guest.open(guest.response["Location"])
    return guest


def test_looking_records_nothing(manager, link_to):
    make_survey()
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")
    before = LoggedEvent.objects.count(), list(Invitation.objects.values())
    for _ in range(3):
        assert b"Your answers are stored with this invitation" in Client().get(link).content
        assert Client().head(link).status_code == 200
    assert (LoggedEvent.objects.count(), list(Invitation.objects.values())) == before
    assert Response.objects.count() == 0


def test_one_invitation_is_one_response_wherever_it_is_opened(manager, link_to):
    make_survey(definition=TWO_PAGES)
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")
    at_home, at_work = open_link(link), open_link(link)
    at_home.send(trust="4")
    at_work.send(trust="2")  # the form was open in another browser all along
    assert Response.objects.count() == 1
    on_the_phone = open_link(link)
    assert on_the_phone.response.status_code == 200
    on_the_phone.send(why="Because")
    assert Response.objects.get().answers == {"trust": 2, "why": "Because"}
    drain()
    invitation = Invitation.objects.get()
    assert (invitation.state, invitation.response_id) == ("answered", Response.objects.get().pk)
    assert open_link(link).response.status_code == 200
    assert Response.objects.count() == 1


def test_a_form_with_another_id_is_not_taken(manager, link_to):
    make_survey()
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")
    other = Respondent(Client(), "survey")
    answer = Client().post(link, dict(other.form.fields) | {"q.dish": "Rice"})
    assert (answer.status_code, Response.objects.count()) == (404, 0)


def test_the_language_may_be_changed_before_answering(manager, link_to):
    titles = {"default": "Lunch", "zh-cn": "午餐"}
    make_survey(definition=ONE_PAGE | {"title": titles})
    manager.post("survey/invitations/", {"addresses": ["li@example.org"], "language": "zh-hans"})
    guest = Respondent(Client(), "survey", language="en")
    guest.open(link_to("li@example.org"))
    assert "午餐" in guest.html
    guest.open(guest.path + "?lang=en")
    assert "Lunch" in guest.html
    guest.send(dish="Rice")
    assert Response.objects.get().pk == Invitation.objects.get().response_id


@pytest.mark.parametrize("key", ["1", "x~y", "1~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_made_up_links_open_nothing(sam, key):
    make_survey()
    assert sam.get(f"/i/{key}/").status_code == 404


def test_a_link_says_when_the_survey_takes_no_answers(manager, sam, link_to):
    make_survey()
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")
    manager.put("survey/state/", {"move": "pause"})
    assert sam.get(link).status_code == 410


def test_an_anonymous_survey_keeps_who_came_apart_from_what_was_said(manager, link_to):
    make_survey(definition=TWO_PAGES, settings={"anonymous": True})
    people = [f"p{number}@example.org" for number in range(6)]
    invite(manager, *people)
    links = [link_to(person) for person in people]
    monday = coarse(clock.now())
    for number, link in enumerate(links):
        with clock.at(clock.now() + timedelta(minutes=number)):
            browser = Client()
            assert b"This survey is anonymous" in browser.get(link).content
            assert Invitation.objects.filter(answered_at=None).count() == 6 - number
            gone_on = browser.post(link)
            assert (gone_on.status_code, gone_on["Location"]) == (303, "/s/survey/?lang=en")
            assert b"You have been here before" in browser.get(link).content
            browser.post(link)
            guest = open_link(gone_on["Location"], browser)
            guest.send(trust="4")
            guest.send(why=f"Reason {number}")
    drain()
    assert set(Invitation.objects.values_list("response_id", "answered_at")) == {(None, monday)}
    assert Response.objects.filter(status="complete").count() == 6
    told = LoggedEvent.objects.filter(name__startswith="surveys.", payload__has_key="invitation_id")
    assert told.count() == 0


def test_a_survey_that_became_anonymous_forgets_the_id_made_beforehand(manager, link_to):
    make_survey()
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")
    manager.patch("survey/draft/", {"settings": {"anonymous": True}})
    manager.post("survey/versions/")
    with clock.at(datetime.now(tz=UTC)):
        browser = Client()
        assert browser.post(link)["Location"] == "/s/survey/?lang=en"
    assert Response.objects.count() == 0
    assert manager.get("survey/invitations/")[1]["items"][0]["answered_at"] is not None
