"""A lost connection, in a real browser: what could not be sent waits, says so, and goes out once."""

import re

import pytest
from playwright.sync_api import expect

from notifications.models import LoggedEvent
from surveys.models import Response
from tests.factories.surveys import make_survey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TWO_PAGES = {
    "title": {"default": "Lunch", "zh-cn": "午餐"},
    "pages": [
        {"name": "one", "elements": [{"type": "text", "name": "dish", "title": {"default": "Dish", "zh-cn": "菜"}}]},
        {"name": "two", "elements": [{"type": "text", "name": "guests", "title": "Guests"}]},
    ],
}
WAITS = re.compile("Not sent yet")


@pytest.fixture
def page(open_browser):
    make_survey(definition=TWO_PAGES)
    page = open_browser()
    page.goto("/s/survey/")
    return page


def unsent(page):
    return page.evaluate("localStorage.unsent")


def test_it_goes_out_when_the_network_is_back(page):
    page.context.set_offline(True)
    page.get_by_label("Dish").fill("Nood")
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#unsent")).to_have_text(WAITS)
    assert "Nood" in unsent(page)
    page.get_by_label("Dish").fill("Noodles")
    page.context.set_offline(False)
    expect(page.get_by_label("Guests")).to_be_visible()
    assert Response.objects.get().answers == {"dish": "Noodles"}
    assert unsent(page) is None
    assert LoggedEvent.objects.filter(name="surveys.response_started").count() == 1


def test_it_survives_a_reload(page):
    page.route("**/first/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Dish").fill("Noodles")
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#unsent")).to_have_text(WAITS)
    page.unroute("**/first/")
    page.reload()
    expect(page.get_by_label("Guests")).to_be_visible()
    assert Response.objects.get().answers == {"dish": "Noodles"}
    assert unsent(page) is None


def test_another_window_sends_it_and_stays_where_it_is(page):
    page.route("**/first/", lambda route: route.fulfill(status=503))
    page.get_by_label("Dish").fill("Noodles")
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#unsent")).to_have_text(WAITS)
    other = page.context.new_page()
    page.close()
    other.goto("/s/survey/")
    expect(other.locator("#unsent")).to_have_text("What was waiting on this device has been sent.")
    expect(other.get_by_label("Dish")).to_have_value("")
    assert Response.objects.get().answers == {"dish": "Noodles"}


def test_what_is_typed_meanwhile_is_not_taken_away(page):
    held = []
    page.route("**/first/", lambda route: route.continue_() if held else held.append(route))
    page.get_by_label("Dish").fill("Nood")
    page.get_by_role("button", name="Next").click()
    while not held:
        page.wait_for_timeout(20)
    page.get_by_label("Dish").fill("Noodles")
    held[0].continue_()
    expect(page.locator("#unsent")).to_have_text("What was waiting on this device has been sent.")
    expect(page.locator("#unsent")).to_have_class("callout")
    expect(page.get_by_label("Dish")).to_have_value("Noodles")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Guests")).to_be_visible()
    assert Response.objects.get().answers == {"dish": "Noodles"}


def test_a_double_click_sends_once(page):
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.get_by_label("Dish").fill("Noodles")
    page.get_by_role("button", name="Next").dblclick()
    expect(page.get_by_label("Guests")).to_be_visible()
    assert len(sent) == 1
    page.go_back()
    expect(page.get_by_label("Dish")).to_have_value("Noodles")
    page.get_by_label("Dish").fill("Soup")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Guests")).to_be_visible()
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().answers == {"dish": "Soup"}


def test_a_browser_that_names_no_button_sends_the_page_itself(page):
    """Safari before 15.4: the script would take every button for the way on."""
    page.add_init_script("delete SubmitEvent.prototype.submitter")
    page.reload()
    page.get_by_label("Dish").fill("Noodles")
    page.get_by_role("button", name="Save and continue later").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are saved")
    assert Response.objects.get().answers == {"dish": "Noodles"}
