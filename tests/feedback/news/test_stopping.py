"""One click in a mail for staff switches off that sort alone; the profile shows it and takes it back."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.test import Client

from accounts.models import User
from feedback.actions.assign import assign, take
from feedback.actions.news.send_news import send_news as mail_news
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.emails import news_mail
from feedback.rules.news import NewsKind
from feedback_site.kit import clock
from notifications.actions.compose import compose
from notifications.models import OF_STAFF, Delivery, Refusal
from notifications.rules.addresses import address_hash
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
NAMES = {
    "case_assigned": "mail_on_assignment",
    "reporter_wrote": "mail_on_message",
    "mention": "mail_on_mention",
}


@pytest.fixture
def bring(amir, ada):
    """Let all three happen to Amir; return the mails to him by their kind."""

    def happen():
        known = set(Delivery.objects.values_list("pk", flat=True))
        given, taken = make_ticket(email="rosa@example.org"), make_ticket(email="rosa@example.org")
        assign(ticket=given, assignee=amir, by=ada)
        take(ticket=taken, by=amir)
        write_as_customer(ticket=taken, body="Still nothing.")
        write_note(ticket=given, author=ada, body="@Amir please look")
        drain()
        with clock.at(clock.now() + timedelta(minutes=11)):
            mail_news(write=news_mail)
        drain()
        mails = Delivery.objects.filter(to=amir.email).exclude(pk__in=known).order_by("pk")
        return {mail.kind: mail for mail in mails if mail.state != "suppressed"}

    return happen


def link_of(mail):
    """The address of the one click, as a mail program finds it."""
    read = message_from_bytes(compose(mail).message().as_bytes(), policy=default)
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<http://[^/]+(/\S+)>", "".join(read["List-Unsubscribe"].split()))[1]
    assert mail.text.count(found) == mail.html.count(found) == 1
    return found


def wishes(client):
    told = client.get("/api/profile/").json()
    return {kind for kind, name in NAMES.items() if told[name]}


@pytest.mark.parametrize("kind", list(NAMES))
def test_one_click_stops_exactly_that_sort(bring, amir, client_for, kind):
    url = link_of(bring()[kind])
    program = Client(enforce_csrf_checks=True)
    answer = program.post(url, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Refusal.objects.get().topic) == (200, kind)
    assert wishes(client_for(amir)) == set(NAMES) - {kind}
    drain()
    Delivery.objects.all().update(created_at=clock.now() - timedelta(days=1))
    assert set(bring()) == set(NAMES) - {kind}
    page = client_for(amir).get("/console/profile/").content.decode()
    assert len(re.findall(r'<input[^>]*name="mail_on_\w+"[^>]*checked', page)) == 2


@pytest.mark.parametrize("kind", list(NAMES))
def test_opening_the_link_changes_nothing(bring, amir, client_for, sam, kind):
    url = link_of(bring()[kind])
    page = sam.get(url).content.decode()
    assert "The cases themselves stand in the inbox as ever." in page
    assert (Refusal.objects.count(), wishes(client_for(amir))) == (0, set(NAMES))


@pytest.mark.parametrize(("kind", "again"), list(zip(NAMES, ["profile", "page", "link"], strict=True)))
def test_and_brings_it_back(bring, client_for, sam, kind, again):
    mail = bring()[kind]
    url, client = link_of(mail), client_for(User.objects.get(email=mail.to))
    sam.post(url)
    drain()
    if again == "profile":
        client.patch("/api/profile/", {NAMES[kind]: True}, content_type="application/json")
    elif again == "page":
        every = dict.fromkeys(NAMES.values(), "on")
        client.post("/console/profile/", {"name": "Amir", "language": "en", "timezone": "UTC", **every})
    else:
        sam.post(url, {"again": "yes"})
    drain()
    assert (Refusal.objects.count(), wishes(client)) == (0, set(NAMES))
    Delivery.objects.all().update(created_at=clock.now() - timedelta(days=1))
    assert set(bring()) == set(NAMES)


def test_what_is_switched_off_on_the_profile_is_not_even_queued(bring, amir, client_for):
    off = dict.fromkeys(NAMES.values(), False)
    client_for(amir).patch("/api/profile/", off, content_type="application/json")
    drain()
    assert (bring(), Refusal.objects.filter(address_hash=address_hash(amir.email)).count()) == ({}, 3)
    amir.refresh_from_db()
    assert (amir.mail_on_assignment, amir.mail_on_message) == (False, False)


def test_nobody_elses_wishes_change(bring, amir, max_, client_for, sam):
    sam.post(link_of(bring()["case_assigned"]))
    drain()
    assert wishes(client_for(max_)) == set(NAMES)


def test_each_sort_has_a_name_of_its_own():
    assert {topic.value for topic in OF_STAFF} == {*NewsKind, "mention"} == set(NAMES)
