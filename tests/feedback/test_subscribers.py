"""Mails and follow-ups that the inbox's events entail."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback.actions.reply import reply
from feedback.actions.write_note import write_note
from feedback.models import FollowUp
from feedback.rules.names import Channel
from notifications.models import Delivery
from tests.factories.feedback import make_resolved, make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db


def links(delivery):
    return re.findall(r"http://localhost:\d+(/feedback/\S+)", delivery.text)


def test_a_receipt_has_the_link_and_none_of_the_words():
    ticket = make_ticket("Buy <b>pills</b>", email="rosa@example.org", name="Pills.example")
    drain()
    mail = Delivery.objects.get()
    assert (mail.kind, mail.to, mail.language) == ("case_receipt", "rosa@example.org", "en")
    assert ticket.ref in mail.subject
    assert "ills" not in mail.subject + mail.text + mail.html
    [link] = links(mail)
    assert Client().get(link).status_code == 200


def test_the_anonymous_get_no_mail(amir):
    make_resolved(amir)
    drain()
    assert not Delivery.objects.exists()
    assert FollowUp.objects.count() == 1


def test_an_address_gets_three_receipts_an_hour():
    for _ in range(5):
        make_ticket(email="rosa@example.org")
    drain()
    assert Delivery.objects.count() == 3
    make_ticket(email="rosa@example.org")
    drain()
    assert Delivery.objects.count() == 3


def test_a_reply_carries_the_agents_words_and_a_note_nothing(amir):
    ticket = make_ticket(email="rosa@example.org")
    write_note(ticket=ticket, author=amir, body="Secret.")
    reply(ticket=ticket, author=amir, body="Sorry & thanks <3")
    drain()
    mail = Delivery.objects.get(kind="ticket_reply")
    assert "Sorry & thanks <3" in mail.text
    assert "Sorry &amp; thanks &lt;3" in mail.html
    assert "Amir" in mail.text
    assert not Delivery.objects.filter(text__contains="Secret").exists()


def test_what_staff_begin_is_mailed_as_a_reply(amir):
    make_ticket("We call.", email="rosa@example.org", channel=Channel.STAFF, author=amir)
    drain()
    assert Delivery.objects.get().kind == "ticket_reply"


def test_the_question_comes_once_and_its_link_shows_it(amir):
    make_resolved(amir, email="rosa@example.org")
    drain()
    drain()
    mail = Delivery.objects.get(kind="follow_up")
    link = links(mail)[0]
    assert Client().get(link).status_code == 200
    assert FollowUp.objects.get().score is None


def test_twelve_mails_ask_as_much_as_one():
    counts = []
    for size in (1, 12):
        for number in range(size):
            make_ticket(email=f"r{size}-{number}@example.org")
        with CaptureQueriesContext(connection) as asked:
            drain()
        counts.append(sum("notifications_delivery" in query["sql"] for query in asked))
    assert counts[0] == counts[1]
    assert Delivery.objects.count() == 13
