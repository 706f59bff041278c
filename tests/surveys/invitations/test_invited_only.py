"""A survey for the invited alone: the public link is closed politely, and each invitation is one answer at most."""

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from feedback_site.kit.tokens import uuid7
from surveys.actions.import_survey import RefusedDocuments, import_survey
from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Invitation, Response
from surveys.queries.private_links import private_key
from tests.factories.surveys import ONE_PAGE, Forms, Respondent, make_survey
from tests.support.drain import drain
from tests.support.threads import at_once
from tests.surveys.invitations.test_answering import TWO_PAGES, invite, open_link

pytestmark = pytest.mark.django_db
NAMED, ANONYMOUS = {"invited_only": True}, {"invited_only": True, "anonymous": True}
CLOSED = "This survey is by invitation only."


def door(link, client=None):
    """Press the button of an anonymous survey's invitation, as a browser would."""
    browser = client or Client(headers={"Accept-Language": "en"})
    key = button(browser.get(link))
    return browser, browser.post(link, {"response": key} if key else {})


def button(page):
    """What the page's button would send; nothing where the door is shut."""
    key = re.search(r'name="response" value="([^"]+)"', page.content.decode())
    return key.group(1) if key else ""


@pytest.mark.parametrize("settings", [NAMED, ANONYMOUS])
def test_the_public_link_is_closed_politely(client, settings):
    open_before = Respondent(Client(), make_survey(definition=TWO_PAGES).slug)
    Response.objects.all().delete()
    other = make_survey("other", TWO_PAGES, settings)
    page = client.get("/s/other/", headers={"Accept-Language": "en"})
    assert (page.status_code, CLOSED in page.content.decode()) == (403, True)
    assert "no-store" in page["Cache-Control"]
    sent = client.post("/s/other/", open_before.form.fields | {"q.trust": "4"}, headers={"Accept-Language": "en"})
    assert (sent.status_code, CLOSED in sent.content.decode()) == (403, True)
    told = client.post(
        f"/api/surveys/{other.slug}/responses/",
        {"id": str(uuid7()), "answers": {"trust": 3}},
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )
    assert (told.status_code, told.json()["title"]) == (403, CLOSED)
    assert Response.objects.count() == 0


def test_a_page_opened_before_it_closed_opens_nothing(client):
    survey = make_survey(definition=TWO_PAGES)
    guest = Respondent(Client(), "survey")
    replace_draft(survey_id=survey.pk, settings=NAMED)
    publish_survey(survey_id=survey.pk)
    sent = client.post(guest.form.action, guest.form.fields | {"q.trust": "4", "go": "next"})
    assert (sent.status_code, Response.objects.count()) == (403, 0)


def test_it_says_so_in_chinese(client):
    make_survey(definition=ONE_PAGE | {"title": {"default": "Lunch", "zh-cn": "午餐"}}, settings=NAMED)
    html = client.get("/s/survey/", headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "这份问卷仅限受邀者填写。" in html


def test_whoever_has_begun_finishes_and_a_replay_is_no_second_answer(manager):
    make_survey(definition=TWO_PAGES)
    guest = Respondent(Client(), "survey")
    guest.send(trust="4")
    first = guest.sent
    manager.patch("survey/draft/", {"settings": NAMED})
    assert manager.post("survey/versions/")[0] == 201
    assert guest.client.post(*first).status_code == 303
    guest.send(why="Because")
    assert "Thank you" in guest.html
    assert Response.objects.count() == 1


def test_a_private_link_opens_it_and_is_one_answer(manager, link_to):
    make_survey(definition=TWO_PAGES, settings=NAMED)
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")
    at_home, at_work = open_link(link), open_link(link)
    at_home.send(trust="4")
    at_work.send(trust="2")
    at_work.send(why="Because")
    assert "Thank you" in at_work.html
    assert "Thank you" in open_link(link).html
    assert Response.objects.get().answers == {"trust": 2, "why": "Because"}


def test_an_anonymous_invitation_lets_in_once(manager, link_to):
    make_survey(definition=TWO_PAGES, settings=ANONYMOUS)
    invite(manager, "kim@example.org", "li@example.org")
    link = link_to("kim@example.org")
    browser, gone_on = door(link)
    assert gone_on.status_code == 303
    guest = open_link(gone_on["Location"], browser)
    assert guest.response.status_code == 200
    looked = Client().get(link)
    tried = Client().post(link, {"response": private_key(uuid4())})  # from a tab that was open all along
    for page in (looked, tried):
        assert (page.status_code, "You have been here before" in page.content.decode()) == (200, True)
    guest.send(trust="4")
    for _ in range(2):  # the same way in leads to the same response, wherever it is opened
        assert open_link(gone_on["Location"]).path.startswith("/s/survey/")
    second = open_link(gone_on["Location"])
    second.send(why="Because")
    assert Response.objects.get().answers == {"trust": 4, "why": "Because"}
    assert "Thank you" in open_link(gone_on["Location"]).html
    assert Invitation.objects.filter(answered_at=None).count() == 1
    drain()
    assert Response.objects.count() == 1


def test_a_way_in_stays_good_after_the_seal(manager, link_to):
    make_survey(settings=ANONYMOUS)
    people = [f"p{number}@example.org" for number in range(5)]
    invite(manager, *people)
    ways = [door(link_to(person))[1]["Location"] for person in people]
    for way in ways:
        open_link(way).send(dish="Rice")
    drain()
    assert Response.objects.exclude(week=None).count() == 5
    late = open_link(ways[0])
    assert "Thank you" in late.html
    assert Response.objects.count() == 5


def test_a_double_click_at_the_door_lets_in_and_not_later(manager, link_to):
    make_survey(settings=ANONYMOUS)
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")
    browser = Client()
    key = re.search(r'name="response" value="([^"]+)"', browser.get(link).content.decode()).group(1)
    first, second = (browser.post(link, {"response": key}) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    cache.clear()  # ten minutes are over
    assert browser.post(link, {"response": key}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_ten_browsers_at_one_door_and_one_gets_in(manager, link_to):
    make_survey(settings=ANONYMOUS)
    invite(manager, "kim@example.org")
    link = link_to("kim@example.org")

    def press():
        page = (browser := Client()).get(link)  # whoever comes last may find it shut already
        return (browser.post(link, {"response": key}) if (key := button(page)) else page).status_code

    assert sorted(at_once(*[press] * 10)) == [200] * 9 + [303]


def test_a_way_into_one_survey_opens_no_other(manager, client, link_to):
    make_survey(settings=ANONYMOUS)
    make_survey("other", ONE_PAGE, ANONYMOUS)
    invite(manager, "kim@example.org")
    way = door(link_to("kim@example.org"))[1]["Location"]
    assert client.get(way.replace("/s/survey/", "/s/other/")).status_code == 404
    assert client.get("/s/survey/?admission=made-up").status_code == 404
    own = Respondent(Client(), "survey").open(way)
    theirs = Forms(own.content.decode()).fields
    assert client.post("/s/survey/", theirs | {"q.dish": "Rice"}).status_code == 403  # the page without its address
    assert Response.objects.count() == 0


def test_another_language_before_answering_keeps_the_way_in(manager, link_to):
    make_survey(definition=ONE_PAGE | {"title": {"default": "Lunch", "zh-cn": "午餐"}}, settings=ANONYMOUS)
    invite(manager, "kim@example.org")
    browser, gone_on = door(link_to("kim@example.org"))
    guest = open_link(gone_on["Location"], browser)
    guest.post(guest.path, guest.form.fields | {"speak": "zh-hans"})
    assert "午餐" in guest.html
    guest.send(dish="Rice")
    assert (guest.response.status_code, Response.objects.count()) == (200, 1)


def test_the_setting_is_yes_or_no():
    with pytest.raises(RefusedDocuments) as refused:
        import_survey(definition=ONE_PAGE, settings={"invited_only": "maybe"})
    assert [finding.path for finding in refused.value.findings] == ["settings.invited_only"]
