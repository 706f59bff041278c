"""The screens in a real browser: without JavaScript, on a phone, in the dark, and for everybody."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from feedback_site.kit import clock
from tests.conftest import PASSWORD
from tests.support.drain import drain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/console/dashboard/?days=28",
    "/console/digests/",
    "/console/digests/preview/",
    "/transparency/",
]
LOOKS = {"desk": {}, "phone, dark": {"phone": True, "dark": True}}


@pytest.fixture
def visit(open_browser, desk, max_):
    """Sign Max in, after a lively fortnight."""
    now = clock.now()
    for day in range(14, 0, -1):
        desk.hear(now - timedelta(days=day), answered=day)
        desk.hear(now - timedelta(days=day), closed=2) if day % 3 else desk.hear(now)
    drain()

    def sign_in(**look):
        page = open_browser(**look)
        page.goto("/accounts/login/")
        page.fill("[name=login]", max_.email)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_url("**/console/**")
        return page

    return sign_in


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_nothing_serious_is_wrong_and_nothing_sticks_out(visit, axe, look):
    page = visit(**look)
    for url in PAGES:
        page.goto(url)
        assert (url, axe(page)) == (url, [])
        width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert (url, max(width, room)) == (url, room)


def test_from_a_number_to_its_list_without_javascript(visit):
    page = visit(javascript=False)
    page.goto("/console/dashboard/?days=28")
    page.click(".stat:has(.stat-label:text-is('Received')) a")
    expect(page).to_have_url(re.compile(r"/console/inbox/\?waits=first"))
    expect(page.locator("main")).to_contain_text("28")


def test_a_digest_now_without_javascript(visit):
    page = visit(javascript=False)
    page.goto("/console/digests/")
    page.click("text=Send me one now")
    expect(page.locator("body")).to_contain_text("Your digest is on its way")
    drain()
    page.goto("/console/digests/")
    page.click("table a")
    expect(page).to_have_url(re.compile("/console/mail/"))
