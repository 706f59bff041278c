"""The page of a received mail: locked in, without pictures from elsewhere unless somebody presses for them."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.mail import receive

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def path(db):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Rosa <rosa@example.org>", "help@example.org", "Hello"
    mail.set_content("Hello")
    mail.add_alternative(
        "<p>Hello</p><script>alert(1)</script><img src='https://track.example/1.gif'><img src='cid:logo@shop'>"
        "<img src='cid:page@shop'>",
        subtype="html",
    )
    html = mail.get_payload()[1]
    html.add_related(PNG, "image", "png", cid="<logo@shop>")
    html.add_related(b"<script>alert(1)</script>", "image", "png", cid="<page@shop>")
    row = receive(mail.as_bytes(policy=SMTP))
    return reverse("feedback:incoming_html", args=[row.pk])


def test_it_is_locked_in(client_for, amir, path):
    response = client_for(amir).get(path)
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert policy.endswith("sandbox allow-popups allow-popups-to-escape-sandbox")
    assert "script" not in policy
    assert (response["Referrer-Policy"], response["X-Frame-Options"]) == ("no-referrer", "SAMEORIGIN")
    page = response.content.decode()
    assert ("alert(1)" in page, "track.example" in page, page.count("data:image/png;base64,")) == (False, False, 1)


def test_pictures_come_for_this_viewing_when_somebody_presses(client_for, amir, path):
    client = client_for(amir)
    page = client.get(path.replace("/html/", "/")).content.decode()
    assert "1 picture from elsewhere is blocked" in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    response = client.post(path)
    assert "https://track.example/1.gif" in response.content.decode()
    assert "img-src data: https: http:;" in response["Content-Security-Policy"]
    assert "track.example" not in client.get(path).content.decode()
    assert "track.example" not in client.get(path + "?pictures=yes").content.decode()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(path).status_code == 403


def test_a_stranger_sees_nothing(sam, path):
    assert sam.get(path).status_code == 302


def test_a_mail_without_a_page_shows_none(client_for, amir, db):
    row = receive(b"From: rosa@example.org\r\nSubject: Hello\r\n\r\nHello")
    client = client_for(amir)
    assert "<iframe" not in client.get(reverse("feedback:incoming_mail", args=[row.pk])).content.decode()
    assert client.get(reverse("feedback:incoming_html", args=[row.pk])).status_code == 200
