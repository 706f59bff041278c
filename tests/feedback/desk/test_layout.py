"""What stands beside the thread: the case's properties, the person and what they said before."""

import pytest
from playwright.sync_api import expect

from feedback.actions.write_note import write_note
from feedback.models import Ticket
from feedback.rules.names import Channel
from feedback.rules.origin import Answer, Origin
from tests.factories.feedback import make_follow_up, make_ticket


@pytest.mark.django_db
def test_the_history_tells_satisfaction_and_answers(client_for, amir):
    origin = Origin(survey="Delivery", score=2, answers=(Answer(question="Why so low?", answer="Too <late>"),))
    make_ticket("Before", email="r@example.org", origin=origin, channel=Channel.SURVEY)
    make_follow_up(amir, 4, email="r@example.org", body="Earlier")
    ticket = make_ticket("Now", email="r@example.org")
    answer = client_for(amir).get(f"/console/tickets/{ticket.ref}/")
    others = answer.context["desk"].others
    assert [(other.subject, other.satisfaction) for other in others] == [("Earlier", 4), ("Before", None)]
    for part in ("Satisfaction: 4 of 5", "Answers to “Delivery”", "Why so low?", "Too &lt;late&gt;"):
        assert part in answer.text
    alone = client_for(amir).get(f"/console/tickets/{make_ticket(email='a@example.org').ref}/")
    assert "No other case of this person." in alone.text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [False, True])
def test_drafts_survive_leaving_and_the_panes_fit(open_browser, client_for, amir, axe, phone):
    ticket = make_ticket("Where is it?", name="Rosa", email="r@example.org")
    write_note(ticket=ticket, author=amir, body="Look it up.")
    client_for(amir).get(f"/console/tickets/{ticket.ref}/")  # the first look reads the templates
    page = open_browser(user=amir, phone=phone)
    page.goto(f"/console/tickets/{ticket.ref}/")
    main, aside = page.locator(".pane-main").bounding_box(), page.locator(".pane-aside").bounding_box()
    assert (main["x"] < aside["x"], main["y"] < aside["y"]) == (not phone, phone)
    page.fill("textarea[name=reply-body]", "We look & find")
    expect(page.locator("#reply-form output")).to_have_text("Draft kept")
    page.goto(f"/console/tickets/{ticket.ref}/")
    expect(page.locator("textarea[name=reply-body]")).to_have_value("We look & find")
    assert axe(page) == []
    page.click("text=Send reply")
    expect(page.locator("#content")).to_contain_text("Reply sent.")
    expect(page.locator("textarea[name=reply-body]")).to_have_value("")
    assert not Ticket.objects.get(pk=ticket.pk).drafts.exists()
