"""An agent at the inbox with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from feedback.models import Ticket
from feedback.rules.names import Status
from tests.factories.feedback import make_ticket

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _templates_are_read(client_for, amir):
    """The first look at a page reads its templates, which on a busy machine takes longer than a browser waits."""
    ticket = make_ticket("To warm up")
    for path in ("/console/inbox/", f"/console/tickets/{ticket.ref}/"):
        client_for(amir).get(path)
    ticket.delete()


def test_a_round_by_keyboard(open_browser, amir, axe):
    first, second = make_ticket("The first"), make_ticket("The second")
    page = open_browser(user=amir)
    page.goto("/console/inbox/")
    page.keyboard.press("?")
    keys = page.locator("#keys")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("Unassigned")
    expect(keys).to_contain_text("Next and previous case")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    for key in "jjkj":
        page.keyboard.press(key)
    expect(page.locator(f"#row-{second.ref}")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(f"input[value='{second.ref}']")).to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("The first")
    page.keyboard.press("r")
    expect(page.locator("textarea[name=reply-body]")).to_be_focused()
    page.keyboard.type("On its way. jjxe?")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator(".badge-open").first).to_be_visible()
    assert Ticket.objects.get(pk=first.pk).assignee == amir
    page.keyboard.press("u")
    expect(page.locator("#inbox-title")).to_have_text("Waiting")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.locator("#inbox-title")).to_have_text("Mine")
    page.keyboard.press("/")
    expect(page.locator("#inbox-text")).to_be_focused()


def test_many_at_once_without_scripts(open_browser, amir):
    tickets = [make_ticket(f"Parcel {number}") for number in range(3)]
    page = open_browser(user=amir, javascript=False, phone=True)
    page.goto("/console/inbox/")
    for ticket in tickets[:2]:
        page.check(f"input[value='{ticket.ref}']")
    page.select_option("select[name=wish]", "close:spam")
    page.click("text=Look first")
    expect(page.locator("#content")).to_contain_text("2 cases will change.")
    page.click("text=Do it")
    expect(page.locator("#progress")).to_contain_text("Changed")
    assert [Ticket.objects.get(pk=t.pk).status for t in tickets] == [Status.CLOSED, Status.CLOSED, Status.NEW]
