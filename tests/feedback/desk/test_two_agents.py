"""Two agents on one case, and an agent's morning: in the browser, nothing lost."""

import pytest
from playwright.sync_api import expect

from feedback.actions.close_ticket import close_ticket
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import Ticket
from feedback.rules.names import Kind, Reason, Status
from tests.factories.feedback import make_ticket

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 20_000
LOOK_AGAIN = """() => htmx.ajax("GET", document.getElementById("pane").getAttribute("hx-get"), {
  source: "#pane", target: "#pane", swap: "outerHTML" })"""


@pytest.fixture
def warm(client_for, amir):
    """The first look at a page reads its templates, which on a busy machine takes longer than a browser waits."""

    def look(ticket):
        for tail in ("", "split/", "related/", "merge/"):
            client_for(amir).get(f"/console/tickets/{ticket.ref}/{tail}")
        client_for(amir).get("/console/inbox/")

    return look


def press(page, key):
    """Press a key once the page knows its keys."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def walk(page, key, goal):
    """Press the key until the focus is there."""
    for _ in range(30):
        press(page, key)
        if goal.evaluate("element => element === document.activeElement"):
            return
    expect(goal).to_be_focused()


def test_two_agents_on_one_ticket(open_browser, amir, max_, warm):
    ticket = make_ticket("Where is my parcel?", name="Rosa", email="rosa@example.org")
    warm(ticket)
    path = f"/console/tickets/{ticket.ref}/"
    hers, his = open_browser(user=amir), open_browser(user=max_)
    hers.goto(path)
    his.goto(path)
    expect(hers.locator("#company")).to_contain_text("Also here: Max", timeout=PATIENCE)
    his.fill("textarea[name=reply-body]", "It comes on Monday.")
    expect(hers.locator("#company")).to_contain_text("Max is writing a reply", timeout=PATIENCE)
    hers.fill("textarea[name=reply-body]", "It comes tomorrow.")
    his.click("text=Send reply")
    expect(his.locator("#content")).to_contain_text("Reply sent.")
    expect(hers.locator("#company")).to_contain_text("Newer than what you had read:", timeout=PATIENCE)
    expect(hers.locator("#company")).to_contain_text("It comes on Monday.")
    hers.click("text=Send reply")
    expect(hers.locator("#content")).to_contain_text("A newer message arrived while you were writing.")
    expect(hers.locator("textarea[name=reply-body]")).to_have_value("It comes tomorrow.")
    assert ticket.messages.filter(kind=Kind.REPLY).count() == 1
    hers.click("text=Send anyway")
    expect(hers.locator("#content")).to_contain_text("Reply sent.")
    expect(his.locator("#thread")).to_contain_text("It comes tomorrow.", timeout=PATIENCE)
    replies = ticket.messages.filter(kind=Kind.REPLY).order_by("id").values_list("body", flat=True)
    assert list(replies) == ["It comes on Monday.", "It comes tomorrow."]


def test_a_morning_by_keyboard_alone(open_browser, amir, warm, axe):
    two = make_ticket("Parcel late.", name="Rosa", email="rosa@example.org")
    write_as_customer(ticket=two, body="And the invoice is wrong.")
    spam = make_ticket("Buy this")
    shut = make_ticket("Closed by mistake")
    close_ticket(ticket=shut, by=amir, reason=Reason.SPAM)
    warm(two)
    page = open_browser(user=amir)
    page.goto("/console/inbox/")
    press(page, "j")
    expect(page.locator(f"#row-{two.ref}")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("h1")).to_contain_text("Parcel late.")
    press(page, "S")  # two matters in one case
    expect(page.locator("h1")).to_contain_text("Split case")
    assert axe(page) == []
    press(page, "f")
    press(page, "e")
    expect(page.locator("h1")).to_contain_text("Parcel late.")
    expect(page.locator("#content")).to_contain_text("This is the new case.")
    new = Ticket.objects.get(follows=two)
    press(page, "a")
    expect(page.locator("#thread")).to_contain_text("Amir took it")
    press(page, "r")
    page.keyboard.type("It comes tomorrow.")
    walk(page, "Tab", page.locator("#reply-form button:has-text('Send and resolve')"))
    press(page, "Enter")
    expect(page.locator("#content")).to_contain_text("Reply sent")
    expect(page.locator("h1")).to_contain_text("Resolved")
    press(page, "o")  # it was not solved after all
    expect(page.locator("#id_reason")).to_be_focused()
    page.keyboard.type("Not")
    walk(page, "Tab", page.locator("form[action*='reopening'] button"))
    press(page, "Enter")
    expect(page.locator("#thread")).to_contain_text("Amir opened it again: Not solved after all")
    press(page, "l")  # links
    expect(page.locator("h1")).to_contain_text("Cases related to")
    assert axe(page) == []
    press(page, "l")
    expect(page.locator("#id_with")).to_be_focused()
    page.keyboard.type(shut.ref)
    press(page, "Enter")
    expect(page.locator("#thread")).to_contain_text("Amir linked it with")
    assert axe(page) == []
    press(page, "u")
    expect(page.locator("#inbox-title")).to_have_text("Waiting")
    walk(page, "j", page.locator(f"#row-{spam.ref}"))
    press(page, "Enter")
    expect(page.locator("h1")).to_contain_text("Buy this")
    press(page, "c")
    expect(page.locator("#id_reason")).to_be_focused()
    page.keyboard.type("Spam")
    walk(page, "Tab", page.locator("form[action*='closure'] button"))
    press(page, "Enter")
    expect(page.locator("#content")).to_contain_text("Closed.")
    assert (Ticket.objects.get(pk=new.pk).status, Ticket.objects.get(pk=spam.pk).status) == (Status.OPEN, Status.CLOSED)


def test_the_list_does_not_move_under_the_pointer(open_browser, amir, warm):
    ticket = make_ticket("The one")
    warm(ticket)
    page = open_browser(user=amir)
    page.goto(f"/console/tickets/{ticket.ref}/")
    row = page.locator(f"#pane-{ticket.ref}")
    row.hover()
    urgent = make_ticket("Comes in between")
    page.evaluate(LOOK_AGAIN)
    expect(page.locator(f"#pane-{urgent.ref}")).to_have_count(0)
    page.locator("h1").hover()
    page.evaluate(LOOK_AGAIN)
    expect(page.locator(f"#pane-{urgent.ref}")).to_be_visible()
