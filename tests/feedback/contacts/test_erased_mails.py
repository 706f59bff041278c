"""Erasing a person takes their words and address out of all mails of ours, those to colleagues too."""

from datetime import timedelta

import pytest

from feedback.actions.assign import assign
from feedback.actions.merging.merge import merge
from feedback.actions.news.send_news import send_news
from feedback.actions.privacy.erase_contact import erase_contact
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.emails import news_mail
from feedback_site.kit import clock
from notifications.models import Delivery
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
ROSA, SECRET = "rosa@example.org", "My neighbour Kurt"


def told():
    return {kind for kind, text in Delivery.objects.values_list("kind", "text") if SECRET in text}


def test_what_colleagues_were_told_of_the_person_goes(amir, ada):
    start = clock.now() - timedelta(days=1)
    with clock.at(start):
        ticket, other = make_ticket(f"{SECRET} is loud.", email=ROSA), make_ticket("Parcel", email="otto@example.org")
        assign(ticket=ticket, assignee=amir, by=ada)
        write_as_customer(ticket=ticket, body=f"{SECRET} is loud again.")
        write_note(ticket=ticket, author=ada, body=f"@Amir {SECRET} lives next door.")
        drain()
    with clock.at(start + timedelta(minutes=20)):
        send_news(write=news_mail)
        assign(ticket=other, assignee=amir, by=ada)
        drain()
    with clock.at(start + timedelta(minutes=90)):
        send_news(write=news_mail)
    assert told() == {"case_assigned", "mention", "reporter_wrote"}
    erase_contact(contact=ticket.contact)
    assert told() == set()
    assert Delivery.objects.filter(kind="case_assigned", text__contains=other.ref).count() == 1


def test_news_of_a_merge_keep_no_address(amir, ada):
    source, target = make_ticket(email=ROSA), make_ticket(email="otto@example.org")
    merge(source=source, target=target, by=ada)
    drain()
    assert Delivery.objects.filter(to=ROSA, kind="merge").count() == 1
    source.refresh_from_db()
    erase_contact(contact=source.contact)
    assert Delivery.objects.filter(to=ROSA).count() == 0
