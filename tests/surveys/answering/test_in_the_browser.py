"""Surveys in a real browser: without scripts, by keyboard, from right to left, with questions that come and go."""

import re

import pytest
from playwright.sync_api import expect

from surveys.models import Response
from tests.factories.surveys import make_example, make_survey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARABIC = {
    "title": {"default": "Lunch", "ar": "الغداء"},
    "pages": [
        {
            "name": "one",
            "elements": [
                {
                    "type": "rating",
                    "name": "taste",
                    "title": {"default": "How was it?", "ar": "كيف كان الطعام؟"},
                    "isRequired": True,
                },
                {
                    "type": "matrix",
                    "name": "parts",
                    "title": {"default": "And in parts?", "ar": "وبالتفصيل؟"},
                    "columns": [{"value": 1, "text": {"default": "Good", "ar": "جيد"}}, {"value": 2, "text": "2"}],
                    "rows": [{"value": "soup", "text": {"default": "Soup", "ar": "الحساء"}}],
                },
                {"type": "comment", "name": "why", "title": {"default": "Why?", "ar": "لماذا؟"}},
            ],
        },
        {"name": "two", "elements": [{"type": "text", "name": "name", "title": {"default": "Name", "ar": "الاسم"}}]},
    ],
}
LIVE = {
    "elements": [
        {"type": "radiogroup", "name": "went", "title": "Did it go well?", "choices": ["yes", "no"]},
        {"type": "text", "name": "what", "title": "What went wrong?", "visibleIf": "{went} = 'no'"},
        {"type": "comment", "name": "more", "title": "You said {went}. Anything else?"},
        {
            "type": "text",
            "name": "copy",
            "title": "Set by an answer",
            "setValueIf": "{went} = 'no'",
            "setValueExpression": "'so'",
        },
    ]
}


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def small_targets(page):
    """What can be pressed and is lower or narrower than 44 px on a phone; links inside sentences are exempt."""
    return page.evaluate(
        """() => [...document.querySelectorAll("button, .choice, .scale label, .rating label, .matrix td label, "
          + ".survey-body select, input[type=text], textarea, summary, nav a")]
          .filter((e) => e.checkVisibility() && !e.closest(".visually-hidden"))
          .map((e) => [e, e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
          .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""
    )


def test_on_a_phone_without_scripts_in_chinese(open_browser, axe):
    make_example("product-feedback")
    page = open_browser(phone=True, javascript=False, locale="zh-CN")
    page.goto("/s/product-feedback/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    page.get_by_role("radio", name="3", exact=True).check()
    page.locator("button[value=next]").click()
    page.get_by_role("textbox").first.fill("太慢了")
    page.locator("button[value=back]").click()
    expect(page.get_by_role("radio", name="3", exact=True)).to_be_checked()
    page.locator("button[value=next]").click()
    expect(page.get_by_role("textbox").first).to_have_value("太慢了")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("textbox").first).to_have_value("太慢了")
    page.get_by_role("button", name="Save and continue later").click()
    expect(page.get_by_role("heading", name="Your answers are saved")).to_be_visible()
    page.get_by_role("link", name="Continue now").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("radio", name="No").first.check()
    page.get_by_role("button", name=re.compile("Send|Done|Submit")).click()
    expect(page.get_by_role("button")).to_have_count(0)
    assert Response.objects.get().status == "complete"


def test_who_goes_back_without_scripts_goes_on_with_the_same_response(open_browser):
    definition = {
        "pages": [
            {"name": "one", "elements": [{"type": "text", "name": "dish", "title": "Dish", "isRequired": True}]},
            {"name": "two", "elements": [{"type": "text", "name": "why", "title": "Why?", "isRequired": True}]},
        ]
    }
    make_survey(definition=definition)
    page = open_browser(javascript=False)
    page.goto("/s/survey/")
    page.get_by_label("Dish").fill("Rice")
    page.get_by_role("button", name="Next").dblclick()
    expect(page.get_by_label("Why?")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Dish")).to_have_value("Rice")
    page.get_by_label("Dish").fill("Noodles")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Why?").fill("Hot")
    page.get_by_role("button", name="Send answers").dblclick()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Dish")).to_have_value("Noodles")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    response = Response.objects.get()
    assert (response.status, response.answers) == ("complete", {"dish": "Noodles", "why": "Hot"})


def test_by_keyboard_alone(open_browser):
    make_survey(
        definition={
            "elements": [
                {"type": "text", "name": "dish", "title": "Which dish?", "isRequired": True},
                {"type": "rating", "name": "taste", "title": "How was it?", "isRequired": True},
            ]
        }
    )
    page = open_browser()
    page.goto("/s/survey/")
    page.get_by_label("Which dish?").focus()
    page.keyboard.type("Noodles")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="1")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="2")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().answers == {"dish": "Noodles", "taste": 2}


def test_from_right_to_left(open_browser, axe):
    make_survey(definition=ARABIC)
    page = open_browser(phone=True, locale="ar")
    page.goto("/s/survey/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_role("button", name="التالي")).to_be_visible()
    expect(page.get_by_text("الحفظ والمتابعة لاحقًا")).not_to_have_attribute("lang", "en")
    expect(page.locator(".survey-notice")).to_have_attribute("lang", "en")
    assert (fits(page), small_targets(page)) == (True, [])
    assert axe(page) == []
    first, last = (page.locator(".scale label").nth(place).bounding_box()["x"] for place in (0, 4))
    assert first > last
    page.get_by_label("لماذا؟").fill("مالح")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.get_by_label("Why?")).to_have_value("مالح")
    page.get_by_role("radio", name="4").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Name").fill("Nour")
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().answers == {"taste": 4, "why": "مالح", "name": "Nour"}


def test_questions_appear_at_once_and_nothing_typed_is_lost(open_browser):
    make_survey(definition=LIVE)
    page = open_browser()
    page.goto("/s/survey/")
    more = page.get_by_label("Anything else?")
    more.fill("Half a thou")
    page.get_by_role("radio", name="no").check()
    expect(page.get_by_label("What went wrong?")).to_be_visible()
    expect(page.locator("#appeared")).to_have_text("New on this page: What went wrong? (optional)")
    expect(page.get_by_text("You said no. Anything else?")).to_be_visible()
    expect(page.get_by_label("Set by an answer")).to_have_value("so")
    expect(more).to_have_value("Half a thou")
    expect(page.get_by_role("radio", name="no")).to_be_focused()
    page.get_by_role("radio", name="yes").check()
    expect(page.get_by_label("What went wrong?")).to_have_count(0)
    assert Response.objects.count() == 0
    page.get_by_role("radio", name="no").check()
    page.get_by_label("What went wrong?").fill("Cold")
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().answers == {"went": "no", "what": "Cold", "more": "Half a thou", "copy": "so"}


def test_a_late_look_does_not_touch_what_is_being_typed(open_browser):
    make_survey(definition=LIVE)
    page = open_browser()
    page.goto("/s/survey/")
    held = []
    page.route("**/first/", lambda route: route.continue_() if held else held.append(route))
    page.get_by_role("radio", name="no").check()
    more = page.get_by_label("Anything else?")
    more.press_sequentially("Half")
    page.wait_for_function("document.activeElement.value === 'Half'")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.get_by_label("What went wrong?")).to_be_visible()
    more.press_sequentially(" a thought")
    expect(more).to_have_value("Half a thought")
    expect(more).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_one_question_at_a_time_after_a_start_page(open_browser, javascript):
    definition = {
        "title": "Lunch",
        "firstPageIsStarted": True,
        "questionsOnPageMode": "questionPerPage",
        "pages": [
            {"name": "hello", "elements": [{"type": "html", "name": "h", "html": "<p>Two short questions.</p>"}]},
            {
                "name": "all",
                "elements": [
                    {"type": "boolean", "name": "well", "title": "Did it go well?", "isRequired": True},
                    {"type": "text", "name": "why", "title": "What went wrong?", "visibleIf": "{well} = false"},
                    {"type": "text", "name": "dish", "title": "Which dish? (page {pageno})"},
                ],
            },
        ],
    }
    make_survey(definition=definition)
    page = open_browser(phone=True, javascript=javascript)
    page.goto("/s/survey/")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Page 1 of 2")).to_be_visible()
    page.get_by_role("radio", name="No").check()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    page.get_by_label("What went wrong?").fill("Cold")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Which dish? (page 1)")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("What went wrong?")).to_have_value("Cold")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    response = Response.objects.get()
    assert (response.answers, response.absent) == ({"well": False, "why": "Cold"}, {"dish": "skipped"})
    assert response.visited == ["hello", "all", "all#2", "all#3"]


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_all_pages_on_one_are_sound_on_a_phone(open_browser, axe, locale):
    make_survey(definition=ARABIC | {"questionsOnPageMode": "singlePage"})
    page = open_browser(phone=True, locale=locale)
    page.goto("/s/survey/")
    assert (fits(page), small_targets(page), axe(page)) == (True, [], [])
    page.get_by_role("button").last.click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert axe(page) == []
