"""The first page, as a visitor's browser shows it."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_everybody_can_read_it(open_browser, axe, phone, dark, locale):
    page = open_browser(phone=phone, dark=dark, locale=locale)
    answer = page.goto("/")
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang").lower().startswith(locale[:2])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def test_it_needs_no_script(open_browser):
    page = open_browser(javascript=False)
    page.goto("/")
    expect(page.locator("h1")).to_have_count(1)
