"""The page of a received mail: locked in, without pictures from elsewhere unless somebody presses for them."""

import re
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.test import Client
from django.urls import reverse

from feedback_site.kit import clock
from tests.factories.mail import receive

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


LINK = re.compile(r'href="(/incoming/pictures/[^"]+)"')


@pytest.fixture
def two(db):
    """The page of a mail with two pictures from elsewhere, one of them inside a link."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "rosa@example.org", "help@example.org", "Hello"
    mail.set_content("Hello")
    mail.add_alternative(
        "<a href='https://shop.example/'><b><img src='https://track.example:8443/1.gif' alt=Logo></b></a>"
        "<img src='http://cdn.example/2.gif'><img src='https://evil.example;script-src *//3.gif'>",
        subtype="html",
    )
    return reverse("feedback:incoming_html", args=[receive(mail.as_bytes(policy=SMTP)).pk])


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
    assert ("alert(1)" in page, "https://track.example" in page) == (False, False)
    assert page.count("data:image/png;base64,") == 1


def test_pictures_come_for_this_viewing_when_somebody_presses(client_for, amir, path):
    client = client_for(amir)
    page = client.get(path.replace("/html/", "/")).content.decode()
    assert "1 picture from elsewhere is blocked" in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    response = client.post(path)
    assert "https://track.example/1.gif" in response.content.decode()
    assert "img-src data: https: http:;" in response["Content-Security-Policy"]
    assert "https://track.example" not in client.get(path).content.decode()
    assert "https://track.example" not in client.get(path + "?pictures=yes").content.decode()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(path).status_code == 403


# ---------------------------------------------------------------- one by one
def asked(page, number=0):
    return LINK.findall(page)[number]


def policy_of(response):
    return response["Content-Security-Policy"].split("img-src ")[1].partition(";")[0]


def test_one_picture_is_shown_where_it_stands_and_no_other(client_for, amir, sam, two):
    page = client_for(amir).get(two).content.decode()
    assert (page.count("track.example"), page.count("cdn.example"), "<img" in page) == (1, 1, False)
    first = sam.get(asked(page, 0))  # the frame's links bring no cookie
    shown = first.content.decode()
    assert shown.count("<img") == 1
    assert 'src="https://track.example:8443/1.gif"' in shown
    assert policy_of(first) == "data: https://track.example:8443"
    both = sam.get(asked(shown))
    assert both.content.decode().count("<img") == 2
    assert policy_of(both) == "data: https://track.example:8443 http://cdn.example"
    for response in (first, both):
        policy = response["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data: ")
        assert policy.endswith("sandbox allow-popups allow-popups-to-escape-sandbox")
        assert (response["Referrer-Policy"], response["X-Frame-Options"]) == ("no-referrer", "SAMEORIGIN")
        assert "no-cache" in response["Cache-Control"]


def test_the_link_stands_behind_a_link_of_the_sender(client_for, amir, two):
    page = client_for(amir).get(two).content.decode()
    link = page.index("https://shop.example")
    assert link < page.index("track.example") < page.index("</a>") < page.index(asked(page))


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "respondent"}])
def test_it_holds_for_who_may_read_mail_now(client_for, amir, sam, two, change):
    address = asked(client_for(amir).get(two).content.decode())
    for name, value in change.items():
        setattr(amir, name, value)
    amir.save()
    assert sam.get(address).status_code == 404


def test_it_holds_for_an_hour_and_speaks_the_readers_language(client_for, make_user, sam, two):
    reader = make_user("reader", "agent", language="zh-hans")
    address = asked(client_for(reader).get(two).content.decode())
    assert "这次显示这张" in sam.get(address, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    with clock.at(clock.now() + timedelta(minutes=61)):
        late = sam.get(address)
    assert (late.status_code, policy_of(late), "example" in late.content.decode()) == (200, "data:", False)
    assert "请重新打开" in late.content.decode()


@pytest.mark.parametrize("made_up", ["x", "1.2.3.4", "1.1.1700000000.0~aaaa", "1.1.1700000000.~"])
def test_nobody_makes_such_an_address(sam, two, made_up):
    assert sam.get(reverse("feedback:incoming_pictures", args=[made_up])).status_code == 404


def test_it_is_only_read(client_for, amir, sam, two):
    assert sam.post(asked(client_for(amir).get(two).content.decode())).status_code == 405


def test_a_stranger_sees_nothing(sam, path):
    assert sam.get(path).status_code == 302


def test_a_mail_without_a_page_shows_none(client_for, amir, db):
    row = receive(b"From: rosa@example.org\r\nSubject: Hello\r\n\r\nHello")
    client = client_for(amir)
    assert "<iframe" not in client.get(reverse("feedback:incoming_mail", args=[row.pk])).content.decode()
    assert client.get(reverse("feedback:incoming_html", args=[row.pk])).status_code == 200
