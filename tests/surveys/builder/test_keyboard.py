"""A manager builds a survey in two languages with the keyboard alone; a respondent answers it without scripts."""

import pytest
from playwright.sync_api import expect

from surveys.models import Response, Survey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tab_to(page, selector):
    """Press Tab until the element has the focus."""
    for _ in range(200):
        if page.evaluate("s => document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by keyboard")


def press(page, selector):
    """Go to a button or link and press it."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page, selector, words):
    """Go to a list and type what is wanted."""
    tab_to(page, selector)
    page.keyboard.type(words)


def add(page, kind, title):
    choose(page, "#add-type", kind)
    press(page, "button[value=add]")
    assert page.evaluate("document.activeElement.id") == "p-title"
    page.keyboard.type(title)
    with page.expect_response(lambda r: r.url.endswith("/changes/")) as saved:
        page.keyboard.press("Tab")
    assert saved.value.status == 200
    page.get_by_text("Saved").wait_for()


def begin(page):
    page.goto("/console/surveys/new/")
    tab_to(page, "#id_title")
    page.keyboard.type("Our canteen")
    press(page, ".form-actions button")
    page.wait_for_url("**/console/surveys/our-canteen/builder/?focus=add-type")


def add_condition(page):
    tab_to(page, "details:has([name='c.visibleIf.0.name']) summary")
    page.keyboard.press("Enter")
    choose(page, "[name='c.visibleIf.0.name']", "How was it?")
    choose(page, "[name='c.visibleIf.0.operator']", "is at most")
    tab_to(page, "[name='c.visibleIf.0.value']")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    expect(page.locator("#expr-visibleIf")).to_have_value("{question1} <= 2")


def rename(page):
    """The first question is called otherwise; the condition of the second follows."""
    press(page, "li[data-name=question1] a")
    tab_to(page, ".builder-name summary")
    page.keyboard.press("Enter")
    tab_to(page, "#rename")
    page.keyboard.press("Control+A")
    page.keyboard.type("mark")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".builder-name code")).to_have_text("mark")


def calculate(page):
    press(page, "a[href$='/logic/']")
    press(page, "button[value=value]")
    tab_to(page, "#value-expression-0")
    page.keyboard.type("{mark} * 2")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "button[value=ending]")
    tab_to(page, "[name='c.completedHtmlOnCondition-0.0.operator']")
    page.keyboard.type("is at most")
    tab_to(page, "[name='c.completedHtmlOnCondition-0.0.value']")
    page.keyboard.type("2")
    tab_to(page, "#ending-0")
    page.keyboard.press("Control+A")
    page.keyboard.type("<p>Sorry to hear that.</p>")
    press(page, ".form-actions button")
    expect(page.locator("[name='c.completedHtmlOnCondition-0.text']")).to_have_value("{mark} <= 2")


def translate(page):
    press(page, "a[href$='/translations/']")
    tab_to(page, "#with")
    page.keyboard.type("zh-cn")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for name, words in WORDS.items():
        tab_to(page, f"[name='zh-cn:{name}']")
        page.keyboard.type(words)
    press(page, "table + .form-actions button, form.stack .form-actions button")


PLACE = "pages[0].elements[{}].title".format
WORDS = {"title": "我们的食堂", PLACE(0): "感觉怎么样？", PLACE(1): "哪里不好？", PLACE(2): "还会再来吗？"}


def test_by_keyboard_alone(open_browser, max_, axe):
    page = open_browser(user=max_)
    begin(page)
    add(page, "Rating", "How was it?")
    add(page, "Long text", "What went wrong?")
    add_condition(page)
    add(page, "Yes or no", "Will you come again?")
    expect(page.frame_locator("#builder-frame").get_by_text("Will you come again?")).to_have_count(1)
    assert axe(page) == []
    rename(page)
    calculate(page)
    translate(page)
    survey = Survey.objects.get()
    assert survey.draft["title"] == {"default": "Our canteen", "zh-cn": "我们的食堂"}
    assert survey.draft["pages"][0]["elements"][1]["visibleIf"] == "{mark} <= 2"
    assert survey.draft["calculatedValues"] == [{"name": "value1", "expression": "{mark} * 2"}]
    page.goto("/console/surveys/our-canteen/builder/")
    press(page, "a[href$='/review/']")
    expect(page.get_by_text("This is the first version.")).to_have_count(1)
    press(page, "form[action$='/versions/'] button")
    answer(open_browser(phone=True, javascript=False, locale="zh-CN"))
    assert Response.objects.get().answers == {"mark": 2, "question2": "太咸", "question3": False}


def answer(guest):
    guest.goto("/s/our-canteen/")
    expect(guest.get_by_text("哪里不好？")).to_have_count(0)
    guest.get_by_role("radio", name="2").check(force=True)
    guest.locator("[name='q.question3'][value=false]").check(force=True)
    guest.locator("button[value=next]").click()
    guest.locator("textarea[name='q.question2']").fill("太咸")
    guest.locator("button[value=next]").click()
    expect(guest.locator("button[value=next]")).to_have_count(0)


def test_a_clash_while_typing_loses_nothing(open_browser, max_, ada):
    from tests.factories.surveys import make_survey

    make_survey(publish=False)
    one, two = open_browser(user=max_), open_browser(user=ada)
    for page in (one, two):
        page.goto("/console/surveys/survey/builder/?at=elements[0]")
    for page, words in ((one, "From Max"), (two, "From Ada")):
        page.locator("#p-description" if page is two else "#p-title").fill(words)
        with page.expect_response(lambda r: r.url.endswith("/changes/")):
            page.keyboard.press("Tab")
    two.get_by_text("Apply mine on top").wait_for()
    expect(two.locator("#p-description")).to_have_value("From Ada")
    with two.expect_navigation():
        two.get_by_role("button", name="Apply mine on top").click()
    element = Survey.objects.get().draft["elements"][0]
    assert (element["title"], element["description"]) == ("From Max", "From Ada")


def test_dragging_a_question(open_browser, max_):
    from tests.factories.surveys import make_survey

    make_survey(publish=False)
    page = open_browser(user=max_)
    page.goto("/console/surveys/survey/builder/")
    with page.expect_navigation():
        page.locator("li[data-name=dish]").drag_to(page.locator("li[data-name=guests]"))
    assert [e["name"] for e in Survey.objects.get().draft["elements"]] == ["guests", "dish"]
