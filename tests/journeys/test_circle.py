"""The whole circle in a real browser: ask, hear, answer, tell."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from feedback.models import FollowUp, Ticket
from notifications.models import Delivery
from surveys.models import Response, Survey
from tests.conftest import PASSWORD
from tests.support.drain import drain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SURVEYS = Path(__file__).resolve().parents[2] / "feedback_site" / "demo" / "surveys"
COMMENT = "肩带用了两周就开线了。"


@pytest.fixture
def rooms(open_browser, max_, amir):
    """The browsers of the manager, the agent and a respondent with a phone and no scripts."""

    def sign_in(user):
        page = open_browser()
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(user.email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button").click()
        page.wait_for_url("**/console/**")
        return page

    return sign_in(max_), sign_in(amir), open_browser(phone=True, javascript=False, locale="zh-CN")


def link_in(kind):
    """The first link of the newest mail of a kind."""
    text = Delivery.objects.filter(kind=kind).latest("id").text
    return re.search(r"https?://[^/\s]+(/\S+)", text).group(1)


def publish_a_survey(manager):
    manager.goto("/console/surveys/import/")
    manager.get_by_label("Survey file").set_input_files(SURVEYS / "gear.json")
    manager.get_by_label("Settings file").set_input_files(SURVEYS / "gear.settings.json")
    manager.get_by_role("button", name="Import").click()
    manager.wait_for_url(re.compile(r"/console/surveys/(?!import)[^/]+/$"))
    survey = Survey.objects.get()
    manager.get_by_role("link", name="Preview the draft").click()
    expect(manager.get_by_role("radio", name="10")).to_have_count(1)
    manager.goto(f"/console/surveys/{survey.slug}/")
    manager.get_by_role("link", name="Check and publish").click()
    manager.get_by_role("button", name="Publish").click()
    manager.get_by_text("Current", exact=True).wait_for()
    return survey.slug


def answer_it(phone, slug):
    phone.goto(f"/s/{slug}/")
    phone.locator("button[value=next]").click()
    expect(phone.get_by_role("alert")).to_have_count(1)
    assert Response.objects.count() == 1
    phone.get_by_role("radio", name="背包").check()
    phone.get_by_role("radio", name="2", exact=True).check()
    phone.locator("button[value=next]").click()
    phone.locator("button[value=later]").click()
    link = phone.locator("a.button-primary").get_attribute("href")
    phone.goto("/")
    phone.goto(link)
    phone.get_by_role("checkbox", name="质量或做工").check()
    phone.locator("textarea").last.fill(COMMENT)
    expect(phone.get_by_text("最让你满意的是什么？")).to_have_count(0)
    phone.locator("button[value=next]").click()
    for row in range(4):
        phone.locator("table tbody tr").nth(row).get_by_role("radio").first.check()
    phone.locator("button[value=next]").click()
    phone.get_by_role("radio", name="可以", exact=True).check()
    phone.locator("button[value=next]").click()
    phone.locator("input[type=email]").fill("rosa@example.org")
    phone.locator("button[value=next]").click()
    expect(phone.get_by_text("谢谢，我们收到了")).to_have_count(1)
    assert Response.objects.get().status == Response.Status.COMPLETE


def answer_the_ticket(agent):
    agent.goto("/console/inbox/")
    agent.get_by_role("link", name=COMMENT).click()
    expect(agent.get_by_text("质量或做工")).to_have_count(1)
    agent.get_by_role("button", name="Take").click()
    agent.get_by_text("Write an internal note").click()
    agent.get_by_label("Note", exact=False).last.fill("Batch 12 again.")
    agent.get_by_role("button", name="Keep note").click()
    agent.get_by_text("Batch 12 again.").wait_for()
    agent.get_by_label("Reply", exact=False).first.fill("对不起，我们给您换一个。")
    agent.get_by_role("button", name="Send reply").click()
    agent.get_by_text("对不起，我们给您换一个。").first.wait_for()


def write_back(phone):
    phone.goto(link_in("ticket_reply"))
    expect(phone.get_by_text("对不起，我们给您换一个。")).to_have_count(1)
    expect(phone.get_by_text("Batch 12 again.")).to_have_count(0)
    phone.locator("textarea").fill("好的，谢谢。")
    phone.locator("form[novalidate] button").last.click()
    expect(phone.get_by_text("好的，谢谢。")).to_have_count(1)


def resolve(agent):
    agent.goto("/console/inbox/?view=mine")
    agent.get_by_role("link", name=COMMENT).click()
    agent.get_by_text("好的，谢谢。").first.wait_for()
    agent.get_by_label("Reply", exact=False).first.fill("新背包今天寄出。")
    agent.get_by_role("button", name="Send and resolve").click()
    agent.get_by_text("Resolved").first.wait_for()


def rate(phone):
    link = link_in("follow_up")
    phone.goto(link)
    assert FollowUp.objects.get().score is None
    phone.get_by_role("radio").first.check()
    phone.locator("form[novalidate] button").first.click()
    expect(phone.get_by_text("谢谢。您的回答已保存，仍可修改。")).to_be_visible()
    assert FollowUp.objects.get().score is not None


def test_the_circle(rooms, client_for, max_):
    manager, agent, phone = rooms
    slug = publish_a_survey(manager)
    answer_it(phone, slug)
    drain()
    ticket = Ticket.objects.get()
    assert (ticket.score, ticket.contact.email) == (2, "rosa@example.org")

    answer_the_ticket(agent)
    drain()
    write_back(phone)
    resolve(agent)
    drain()
    rate(phone)
    drain()

    manager.goto("/console/dashboard/")
    expect(manager.get_by_role("heading", level=1)).to_have_count(1)
    manager.goto("/console/digests/")
    manager.get_by_role("button", name="Send me one now").click()
    expect(manager.locator("body")).to_contain_text("Your digest is on its way")
    drain()
    assert Delivery.objects.filter(kind="digest", to=max_.email).count() == 1

    phone.goto("/transparency/")
    figures = client_for(max_).get("/transparency/figures.json").json()
    expect(phone.locator("h1")).to_have_count(1)
    assert str(figures)
    assert {d.state for d in Delivery.objects.all()} == {"kept"}
