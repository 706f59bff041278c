"""A real browser's view of a mail: its frame brings no cookie, and fetches a picture only when somebody asks for it."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from playwright.sync_api import expect

from tests.factories.mail import receive

PICTURES = "<p>Hello</p><img src='https://track.example/1.gif'><a href='https://x.example'><img src='https://cdn.example/2.gif'></a>"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_one_picture_at_a_time(open_browser, amir):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "rosa@example.org", "help@example.org", "Hello"
    mail.set_content("Hello")
    mail.add_alternative(PICTURES, subtype="html")
    row = receive(mail.as_bytes(policy=SMTP))
    page, fetched = open_browser(user=amir), []

    def kept(route):
        fetched.append(route.request.url)
        route.fulfill(body=b"GIF89a", content_type="image/gif")

    page.route("**/*.example/**", kept)
    page.goto(f"/console/incoming/{row.pk}/")
    page.locator("iframe.mail-frame").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe.mail-frame")
    expect(frame.locator("a.ask")).to_have_count(2)
    assert fetched == []
    frame.locator("a.ask").nth(1).click()
    expect(frame.locator("img")).to_have_count(1)
    assert fetched == ["https://cdn.example/2.gif"]
    frame.locator("a.ask").click()
    expect(frame.locator("img")).to_have_count(2)
    assert set(fetched) == {"https://cdn.example/2.gif", "https://track.example/1.gif"}
    assert page.url.endswith(f"/console/incoming/{row.pk}/")
