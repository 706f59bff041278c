"""The public form and its thanks page."""

import pytest
from django.test import Client

from feedback.models import Contact, Ticket
from feedback_site.kit.tokens import uuid7

pytestmark = pytest.mark.django_db
URL = "/feedback/"


def fields(**changes):
    return {"body": "The parcel came late.", "submission_id": str(uuid7()), **changes}


def test_somebody_speaks_up_and_gets_number_and_link(sam):
    assert sam.get(URL).status_code == 200
    data = fields(name="Rosa", email="rosa@example.org")
    answer = sam.post(URL, data)
    assert answer.status_code == 303
    ticket = Ticket.objects.get()
    assert (ticket.contact.name, ticket.contact.email) == ("Rosa", "rosa@example.org")
    thanks = sam.get(answer.url)
    assert ticket.ref in thanks.text
    assert f"/feedback/case/{ticket.ref}~" in thanks.text
    assert thanks.headers["Cache-Control"] == "private, no-store"
    assert thanks.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert thanks.headers["Referrer-Policy"] == "same-origin"


def test_the_anonymous_may_speak_in_their_language():
    chinese = Client(headers={"accept-language": "zh-hans"})
    chinese.post(URL, fields(body="快递太慢了"))
    ticket = Ticket.objects.get()
    assert (ticket.contact, ticket.language, ticket.subject) == (None, "zh-hans", "快递太慢了")


def test_sent_twice_is_one_case_and_the_same_page(sam):
    data = fields(name="Rosa")
    assert sam.post(URL, data).url == sam.post(URL, data).url
    assert (Ticket.objects.count(), Contact.objects.count()) == (1, 1)


def test_a_name_is_one_line(sam):
    sam.post(URL, fields(name="Rosa\r\nBcc: victim@example.org", email="rosa@example.org"))
    assert Contact.objects.get().name == "Rosa Bcc: victim@example.org"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"body": ""}, "body"),
        ({"body": "   "}, "body"),
        ({"body": "x" * 20_001}, "body"),
        ({"body": "\x00"}, "body"),
        ({"body": "\u200b\u2060"}, "body"),
        ({"body": "\x01"}, "body"),
        ({"email": "rosa@"}, "email"),
        ({"name": "x" * 101}, "name"),
        ({"website": "http://casino.example"}, "website"),
        ({"submission_id": "7"}, "submission_id"),
    ],
)
def test_a_mistake_is_told_and_the_words_stay(sam, changes, field):
    answer = sam.post(URL, fields(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["body"].value() == fields(**changes)["body"]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_mistake_is_told_in_the_readers_language(language):
    answer = Client(headers={"accept-language": language}).post(URL, fields(body=""))
    assert f'<html lang="{language}"' in answer.text
    assert answer.status_code == 422


def test_a_huge_body_is_refused(sam):
    assert sam.post(URL, fields(body="x" * 2_000_000)).status_code in (400, 413)
    assert not Ticket.objects.exists()


def test_a_flood_is_slowed_down(sam, settings):
    settings.FEEDBACK_PER_HOUR = 3
    for _ in range(3):
        assert sam.post(URL, fields()).status_code == 303
    data = fields()
    told = sam.post(URL, data)
    assert told.status_code == 429
    assert 0 < int(told["Retry-After"]) <= 3600
    assert data["body"] in told.text
    assert "please send it again in" in told.text
    assert f'value="{data["submission_id"]}"' in told.text
    assert Ticket.objects.count() == 3
    assert Client(REMOTE_ADDR="192.0.2.7").post(URL, fields()).status_code == 303


def test_behind_our_proxy_each_sender_counts_alone(sam, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.FEEDBACK_PER_HOUR = 3
    for _ in range(4):
        last = sam.post(URL, fields(), headers={"x-forwarded-for": "203.0.113.9, 192.0.2.1"})
    assert last.status_code == 429
    other = sam.post(URL, fields(), headers={"x-forwarded-for": "192.0.2.1, 192.0.2.2"})
    assert other.status_code == 303
